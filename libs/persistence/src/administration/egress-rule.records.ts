import type { EgressRule, EgressRulePage, PageQuery, TenantId, UserId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { EgressRuleEntity } from '../schema/entities/tenancy.entity.ts';
import { unlessExists } from './conflicts.ts';
import { below, pageOf } from './paging.ts';
import { instant } from './views.ts';

interface RuleRow {
  readonly id: string;
  readonly target: string;
  readonly port: number | null;
  readonly note: string;
  readonly created_at: Date;
  readonly created_by_name: string | null;
}

/** Private addresses that a tenant's connections may reach. */
export class EgressRuleRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: PageQuery): Promise<EgressRulePage> {
    const rows: readonly RuleRow[] = await this.#manager.query(
      `${ruleSql} and egress_rule.id < $2 order by egress_rule.id desc limit $3`,
      [this.#tenantId, below(query), query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  /** @throws FailureError `conflict.exists` when the target has a rule */
  async create(rule: {
    readonly id: string;
    readonly target: string;
    readonly port: number | null;
    readonly note: string;
    readonly by: UserId;
  }): Promise<EgressRule> {
    const { by, ...columns } = rule;
    await unlessExists(rule.target, () =>
      this.#manager.insert(EgressRuleEntity, { ...columns, tenantId: this.#tenantId, createdBy: by }),
    );
    return (await this.#find(rule.id))!;
  }

  async remove(id: string): Promise<EgressRule | undefined> {
    const rule = await this.#find(id);
    if (rule) await this.#manager.delete(EgressRuleEntity, { id, tenantId: this.#tenantId });
    return rule;
  }

  async #find(id: string): Promise<EgressRule | undefined> {
    const rows: readonly RuleRow[] = await this.#manager.query(`${ruleSql} and egress_rule.id = $2`, [
      this.#tenantId,
      id,
    ]);
    return rows[0] && view(rows[0]);
  }
}

function view(row: RuleRow): EgressRule {
  return {
    id: row.id,
    target: row.target,
    port: row.port,
    note: row.note,
    createdAt: instant(row.created_at),
    createdBy: row.created_by_name ?? '',
  };
}

const ruleSql = `
select egress_rule.*, app_user.name as created_by_name
from egress_rule left join app_user on app_user.id = egress_rule.created_by where egress_rule.tenant_id = $1`;
