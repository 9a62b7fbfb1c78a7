import type { TenantId, TenantSettings, UpdateTenantSettings } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { TenantEntity } from '../schema/entities/tenancy.entity.ts';
import type { Saved } from './saved.ts';

/** What a tenant sets for itself. */
export class SettingRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async read(): Promise<TenantSettings> {
    return settings(await this.#manager.findOneByOrFail(TenantEntity, { id: this.#tenantId }));
  }

  async update({ revision, retention, ...fields }: UpdateTenantSettings): Promise<Saved<TenantSettings>> {
    const { affected } = await this.#manager.update(
      TenantEntity,
      { id: this.#tenantId, revision },
      { ...withoutUndefined(fields), ...retention, revision: revision + 1 },
    );
    const now = await this.read();
    return affected ? { kind: 'saved', value: now } : { kind: 'stale', current: now };
  }
}

function settings(tenant: TenantEntity): TenantSettings {
  const { revision, name, timeZone, runDays, deadLetterDays, auditDays } = tenant;
  return { revision, name, timeZone, retention: { runDays, deadLetterDays, auditDays } };
}

function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
