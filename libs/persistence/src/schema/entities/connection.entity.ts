import type { ConnectionId, Failure, JsonObject, TenantId, UserId } from '@joinery/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account at another system: its open fields, and its secrets as the vault sealed them. */
@Entity('connection')
export class ConnectionEntity {
  @PrimaryColumn('uuid') id!: ConnectionId;
  @Column('uuid') tenantId!: TenantId;
  @Column('text') connector!: string;
  @Column('text') connectorVersion!: string;
  @Column('text') name!: string;
  @Column('json') fields!: JsonObject;
  @Column('bytea', { nullable: true }) secrets!: Uint8Array | null;
  @Column('text', { array: true }) secretNames!: string[];
  @Column('text') health!: 'unknown' | 'healthy' | 'failing';
  @Column('json', { nullable: true }) failure!: Failure | null;
  @Column('timestamptz', { nullable: true }) checkedAt!: Date | null;
  @Column('integer') revision!: number;
  @Column('uuid', { nullable: true }) createdBy!: UserId | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
