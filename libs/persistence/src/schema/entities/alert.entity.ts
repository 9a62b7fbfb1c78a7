import type {
  Alert,
  AlertChannel,
  AlertChannelId,
  AlertId,
  ConnectionId,
  Failure,
  FlowId,
  RunId,
  TenantId,
  TriggerId,
  UserId,
} from '@joinery/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('alert')
export class AlertEntity {
  @PrimaryColumn('uuid') id!: AlertId;
  @Column('uuid') tenantId!: TenantId;
  @Column('text') kind!: Alert['kind'];
  @Column('text') state!: Alert['state'];
  @Column('uuid') subject!: string;
  @Column('text') code!: string;
  @Column('json', { nullable: true }) failure!: Failure | null;
  @Column('integer') count!: number;
  @Column('uuid', { nullable: true }) flowId!: FlowId | null;
  @Column('uuid', { nullable: true }) runId!: RunId | null;
  @Column('uuid', { nullable: true }) triggerId!: TriggerId | null;
  @Column('uuid', { nullable: true }) connectionId!: ConnectionId | null;
  @Column('timestamptz') firstAt!: Date;
  @Column('timestamptz') lastAt!: Date;
  @Column('timestamptz', { nullable: true }) acknowledgedAt!: Date | null;
  @Column('uuid', { nullable: true }) acknowledgedBy!: UserId | null;
}

/** What a person sets; how it fares is the delivery's own. */
@Entity('alert_channel')
export class AlertChannelEntity {
  @PrimaryColumn('uuid') id!: AlertChannelId;
  @Column('uuid') tenantId!: TenantId;
  @Column('text') name!: string;
  @Column('uuid') connectionId!: ConnectionId;
  @Column('text', { array: true }) recipients!: string[];
  @Column('boolean') mentionAll!: boolean;
  @Column('text', { array: true }) kinds!: Alert['kind'][];
  @Column('text', { array: true }) severities!: Alert['severity'][];
  @Column('uuid', { array: true }) flows!: FlowId[];
  @Column('text') language!: 'zh' | 'en';
  @Column('bigint') quietMs!: number;
  @Column('boolean') tellResolved!: boolean;
  @Column('text') state!: AlertChannel['state'];
  @Column('integer') attempts!: number;
  @Column('timestamptz', { nullable: true }) retryAt!: Date | null;
  @Column('integer') revision!: number;
  @Column('uuid', { nullable: true }) createdBy!: UserId | null;
  @Column('timestamptz') updatedAt!: Date;
}
