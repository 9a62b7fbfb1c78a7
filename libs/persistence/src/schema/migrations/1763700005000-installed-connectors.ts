import type { MigrationInterface, QueryRunner } from 'typeorm';
import { connectorTables, policySql } from '../row-level-security.ts';

/** Connectors that tenants installed from a manifest. */
export class InstalledConnectors1763700005000 implements MigrationInterface {
  readonly name = 'InstalledConnectors1763700005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(policySql(connectorTables));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table installed_connector');
  }
}

// A version is for ever: whoever holds its id need not look at the manifest again.
const table = `
create table installed_connector (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  name text not null,
  version text not null,
  manifest json not null,
  installed_by uuid,
  installed_at timestamptz not null default now()
);
create unique index installed_connector_version on installed_connector (name, version);`;
