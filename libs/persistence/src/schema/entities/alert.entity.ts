import type {
  Alert,
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
  @Column('timestamptz', { nullable: true }) notifiedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) acknowledgedAt!: Date | null;
  @Column('uuid', { nullable: true }) acknowledgedBy!: UserId | null;
}
