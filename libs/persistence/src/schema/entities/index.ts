import { AlertChannelEntity, AlertEntity } from './alert.entity.ts';
import { AuditEntity } from './audit.entity.ts';
import { ConnectionEntity } from './connection.entity.ts';
import { DataKeyEntity, SettingEntity } from './data-key.entity.ts';
import { FlowDraftEntity, FlowEntity, FlowVersionEntity, TriggerEntity } from './flow.entity.ts';
import {
  ApiTokenEntity,
  EgressRuleEntity,
  MembershipEntity,
  SessionEntity,
  TenantEntity,
  UserEntity,
} from './tenancy.entity.ts';

/** What people administer. Events, runs and journals have no entities: their stores speak SQL. */
export const entities = [
  AlertChannelEntity, AlertEntity, ApiTokenEntity, AuditEntity, ConnectionEntity, DataKeyEntity, EgressRuleEntity, FlowDraftEntity,
  FlowEntity, FlowVersionEntity, MembershipEntity, SessionEntity, SettingEntity, TenantEntity, TriggerEntity, UserEntity,
]; // prettier-ignore
