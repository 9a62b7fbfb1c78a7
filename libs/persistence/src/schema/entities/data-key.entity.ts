import type { TenantId } from '@joinery/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('data_key')
export class DataKeyEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') tenantId!: TenantId;
  @Column('bytea') wrapped!: Uint8Array;
  @Column('text') wrappedBy!: string;
  @Column('timestamptz') createdAt!: Date;
}

/** A named value of a tenant, or of the installation under the nil tenant. */
@Entity('setting')
export class SettingEntity {
  @PrimaryColumn('uuid') tenantId!: TenantId;
  @PrimaryColumn('text') name!: string;
  @Column('json') value!: unknown;
}
