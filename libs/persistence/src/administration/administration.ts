import type { Overview, TenantId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { AlertChannelRecords } from './alert-channel.records.ts';
import { AlertRecords } from './alert.records.ts';
import { AuditRecords } from './audit.records.ts';
import { ConnectionRecords } from './connection.records.ts';
import { EgressRuleRecords } from './egress-rule.records.ts';
import { FlowRecords } from './flow.records.ts';
import { InstalledConnectorRecords } from './installed-connector.records.ts';
import { IssueRecords } from './issue.records.ts';
import { LinkRecords } from './link.records.ts';
import { readOverview } from './overview.ts';
import { OutcomeRecords } from './outcome.records.ts';
import { PassRecords } from './pass.records.ts';
import { RunRecords } from './run.records.ts';
import { SettingRecords } from './setting.records.ts';
import { SyncRecords } from './sync.records.ts';
import { TokenRecords } from './token.records.ts';
import { TriggerRecords } from './trigger.records.ts';
import { UserRecords } from './user.records.ts';

export interface TenantRecords {
  readonly flows: FlowRecords;
  readonly connections: ConnectionRecords;
  readonly installedConnectors: InstalledConnectorRecords;
  readonly users: UserRecords;
  readonly tokens: TokenRecords;
  readonly egressRules: EgressRuleRecords;
  readonly settings: SettingRecords;
  readonly audit: AuditRecords;
  readonly alerts: AlertRecords;
  readonly alertChannels: AlertChannelRecords;
  readonly triggers: TriggerRecords;
  readonly runs: RunRecords;
  readonly syncs: SyncRecords;
  readonly passes: PassRecords;
  readonly links: LinkRecords;
  readonly issues: IssueRecords;
  readonly outcomes: OutcomeRecords;
  readonly overview: { read(since: Date): Promise<Overview> };
}

/**
 * What people's requests read and change. One transaction sees one tenant's rows; a change and its audit entry stand or
 * fall together because both are made in it.
 */
export class Administration {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  inTenant<Result>(tenantId: TenantId, work: (records: TenantRecords) => Promise<Result>): Promise<Result> {
    return this.#database.withTenant(tenantId, (manager) => work(this.#records(manager, tenantId)));
  }

  #records(manager: EntityManager, tenantId: TenantId): TenantRecords {
    return {
      flows: new FlowRecords(manager, tenantId),
      connections: new ConnectionRecords(manager, tenantId),
      installedConnectors: new InstalledConnectorRecords(manager, tenantId),
      users: new UserRecords(manager, tenantId),
      tokens: new TokenRecords(manager, tenantId),
      egressRules: new EgressRuleRecords(manager, tenantId),
      settings: new SettingRecords(manager, tenantId),
      audit: new AuditRecords(manager, tenantId),
      alerts: new AlertRecords(manager, tenantId),
      alertChannels: new AlertChannelRecords(manager, tenantId),
      triggers: new TriggerRecords(manager, tenantId),
      runs: new RunRecords({ manager, tenantId, codec: this.#codec }),
      syncs: new SyncRecords(manager, tenantId),
      passes: new PassRecords(manager, tenantId),
      links: new LinkRecords({ manager, tenantId, codec: this.#codec }),
      issues: new IssueRecords({ manager, tenantId, codec: this.#codec }),
      outcomes: new OutcomeRecords({ manager, tenantId, codec: this.#codec }),
      overview: { read: (since) => readOverview(manager, tenantId, since) },
    };
  }
}
