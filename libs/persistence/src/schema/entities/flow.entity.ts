import type {
  ConnectionId,
  Failure,
  FlowDocument,
  FlowId,
  FlowSettings,
  FlowState,
  Json,
  TenantId,
  Trigger,
  TriggerId,
  UserId,
} from '@joinery/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The settings of the published version that claims and acceptance read stand here once more, as columns. */
@Entity('flow')
export class FlowEntity {
  @PrimaryColumn('uuid') id!: FlowId;
  @Column('uuid') tenantId!: TenantId;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('text') state!: FlowState;
  @Column('integer', { nullable: true }) publishedVersion!: number | null;
  @Column('integer', { nullable: true }) concurrency!: number | null;
  @Column('bigint') timeoutMs!: string;
  @Column('boolean') alertOnFailure!: boolean;
  @Column('uuid', { nullable: true }) createdBy!: UserId | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('uuid', { nullable: true }) updatedBy!: UserId | null;
  @Column('timestamptz') updatedAt!: Date;
}

@Entity('flow_draft')
export class FlowDraftEntity {
  @PrimaryColumn('uuid') flowId!: FlowId;
  @PrimaryColumn('uuid') ownerId!: string;
  @Column('uuid') tenantId!: TenantId;
  @Column('integer') revision!: number;
  @Column('integer', { nullable: true }) baseVersion!: number | null;
  @Column('json') document!: FlowDocument;
  @Column('uuid', { nullable: true }) updatedBy!: UserId | null;
  @Column('timestamptz') updatedAt!: Date;
}

@Entity('flow_version')
export class FlowVersionEntity {
  @PrimaryColumn('uuid') flowId!: FlowId;
  @PrimaryColumn('integer') version!: number;
  @Column('uuid') tenantId!: TenantId;
  @Column('json') document!: FlowDocument;
  @Column('text') note!: string;
  @Column('uuid', { nullable: true }) publishedBy!: UserId | null;
  @Column('timestamptz') publishedAt!: Date;
}

/** The trigger of a published flow. Publishing again changes what it does, never where it stands. */
@Entity('trigger')
export class TriggerEntity {
  @PrimaryColumn('uuid') id!: TriggerId;
  @Column('uuid') tenantId!: TenantId;
  @Column('uuid') flowId!: FlowId;
  @Column('integer') version!: number;
  @Column('text') kind!: Trigger['kind'];
  @Column('text') hookPath!: string;
  @Column('text', { nullable: true }) connector!: string | null;
  @Column('text', { nullable: true }) connectorVersion!: string | null;
  @Column('uuid', { nullable: true }) connectionId!: ConnectionId | null;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('json') definition!: Trigger;
  @Column('json') settings!: FlowSettings;
  @Column('text') state!: 'active' | 'paused';
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('integer') epoch!: number;
  @Column('json', { nullable: true }) cursor!: Json;
  @Column('bigint', { nullable: true }) heartbeatMs!: string | null;
  @Column('timestamptz', { nullable: true }) lastEventAt!: Date | null;
  @Column('json', { nullable: true }) registration!: Json;
  @Column('timestamptz', { nullable: true }) checkedAt!: Date | null;
  @Column('json', { nullable: true }) failure!: Failure | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
