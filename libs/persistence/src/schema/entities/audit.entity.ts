import type { Actor, Json, TenantId } from '@joinery/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One link of a tenant's audit chain. The application's role may add and read such rows, nothing else. */
@Entity('audit')
export class AuditEntity {
  @PrimaryColumn('uuid') tenantId!: TenantId;
  @PrimaryColumn('bigint') no!: string;
  @Column('timestamptz') at!: Date;
  @Column('json') actor!: Actor;
  @Column('text') action!: string;
  @Column('text') objectKind!: string;
  @Column('text') objectId!: string;
  @Column('text', { nullable: true }) objectName!: string | null;
  @Column('json', { nullable: true }) before!: Json;
  @Column('json', { nullable: true }) after!: Json;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { nullable: true }) agent!: string | null;
  @Column('bytea') previousHash!: Uint8Array;
  @Column('bytea') hash!: Uint8Array;
}
