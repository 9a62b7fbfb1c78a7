import type { Permission, Role, TenantId, TokenId, UserId } from '@joinery/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('tenant')
export class TenantEntity {
  @PrimaryColumn('uuid') id!: TenantId;
  @Column('text') name!: string;
  @Column('text') state!: 'active' | 'suspended';
  @Column('text') timeZone!: string;
  @Column('integer') runDays!: number;
  @Column('integer') deadLetterDays!: number;
  @Column('integer') auditDays!: number;
  @Column('integer') revision!: number;
  @Column('timestamptz') createdAt!: Date;
}

/** A person; which tenants they belong to stands in their memberships. */
@Entity('app_user')
export class UserEntity {
  @PrimaryColumn('uuid') id!: UserId;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) passwordHash!: string | null;
  @Column('text') language!: 'zh' | 'en';
  @Column('text') state!: 'active' | 'disabled';
  @Column('boolean') mustChangePassword!: boolean;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) lastSignInAt!: Date | null;
}

@Entity('membership')
export class MembershipEntity {
  @PrimaryColumn('uuid') tenantId!: TenantId;
  @PrimaryColumn('uuid') userId!: UserId;
  @Column('text') role!: Role;
}

/** A sign-in; the cookie's value is known to the browser only, here is its hash. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('bytea') hash!: Uint8Array;
  @Column('uuid') tenantId!: TenantId;
  @Column('uuid') userId!: UserId;
  @Column('text') csrfToken!: string;
  @Column('timestamptz') seenAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('text', { nullable: true }) agent!: string | null;
}

@Entity('api_token')
export class ApiTokenEntity {
  @PrimaryColumn('uuid') id!: TokenId;
  @Column('uuid') tenantId!: TenantId;
  @Column('uuid') userId!: UserId;
  @Column('text') name!: string;
  @Column('text') prefix!: string;
  @Column('bytea') hash!: Uint8Array;
  @Column('text', { array: true }) permissions!: Permission[];
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}

@Entity('egress_rule')
export class EgressRuleEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') tenantId!: TenantId;
  @Column('text') target!: string;
  @Column('integer', { nullable: true }) port!: number | null;
  @Column('text') note!: string;
  @Column('uuid', { nullable: true }) createdBy!: UserId | null;
  @Column('timestamptz') createdAt!: Date;
}
