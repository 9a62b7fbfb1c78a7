import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../schema/migrations/index.ts';
import { ensurePartitions } from '../schema/partitions.ts';
import { grantSql } from '../schema/row-level-security.ts';
import { codeOf } from './database-error.ts';
import { applicationRole } from './connection-settings.ts';

/** Any number, the same in every version: two processes that start together must not migrate together. */
const migrationLock = 4_715_003;

/**
 * Brings the schema up to date and prepares the application's role.
 * @returns the role to work as; undefined where the login itself is bound by row-level security and may make no roles
 */
export async function migrate(url: string): Promise<string | undefined> {
  const owner = new Client({ connectionString: url, application_name: 'joinery-migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [migrationLock]);
    await owner.query('create schema if not exists joinery');
    await owner.query(`set search_path = joinery; set joinery.system = 'on'`);
    const role = await ensureRole(owner);
    if (!(await isUpToDate(owner))) await runMigrations(url);
    if (role !== undefined) await owner.query(grantSql(role));
    await ensurePartitions(owner, Date.now());
    return role;
  } finally {
    await owner.end();
  }
}

async function isUpToDate(owner: Client): Promise<boolean> {
  const { rows } = await owner.query<{ done: boolean }>(
    `select to_regclass('joinery.schema_migration') is not null as done`,
  );
  if (!rows[0]?.done) return false;
  const { rows: known } = await owner.query<{ name: string }>('select name from schema_migration');
  const names = new Set(known.map(({ name }) => name));
  return migrations.every((migration) => names.has(migration.name));
}

async function runMigrations(url: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: 'joinery',
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    extra: { max: 1, options: `-c search_path=joinery -c joinery.system=on` },
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function ensureRole(owner: Client): Promise<string | undefined> {
  const { rows } = await owner.query<{ unbound: boolean; member: boolean | null }>(
    `select rolsuper or rolbypassrls as unbound,
       (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $1) as member
     from pg_roles where rolname = current_user`,
    [applicationRole],
  );
  const { unbound, member } = rows[0]!;
  if (member) return applicationRole;
  try {
    if (member === null) await createRole(owner);
    if (!unbound) await owner.query(`grant ${applicationRole} to current_user`);
    return applicationRole;
  } catch (error) {
    // A login without the right to make roles is fine: FORCE ROW LEVEL SECURITY binds owners, only superusers pass it.
    if (unbound) throw error;
    return undefined;
  }
}

/** Roles belong to the whole server, so another database of it may be making the same one at this moment. */
async function createRole(owner: Client): Promise<void> {
  try {
    await owner.query(`create role ${applicationRole} nologin`);
  } catch (error) {
    if (codeOf(error) !== '42710' && codeOf(error) !== '23505') throw error;
  }
}
