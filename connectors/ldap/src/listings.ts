import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { EqualityFilter, type SearchOptions } from 'ldapts';
import { named, usualAttributes } from './attributes.ts';
import { search } from './directory.ts';
import { generalisedTime, guidInFilter, recordOf } from './entry-record.ts';

const isActiveDirectory = ({ connection }: CodeContext): boolean => connection['kind'] === 'active-directory';

function attributes(ctx: CodeContext): readonly string[] {
  const more = (ctx.connection['attributes'] ?? []) as readonly string[];
  return [...usualAttributes(isActiveDirectory(ctx)), ...more];
}

type Kind = 'person' | 'department';

function filterOf(ctx: CodeContext, kind: Kind): string {
  const given = ctx.connection[kind === 'person' ? 'personFilter' : 'departmentFilter'];
  if (typeof given === 'string' && given !== '') return given;
  if (kind === 'department') return '(objectClass=organizationalUnit)';
  return isActiveDirectory(ctx) ? '(&(objectCategory=person)(objectClass=user))' : '(objectClass=inetOrgPerson)';
}

const baseOf = ({ connection }: CodeContext): string => connection['baseDn'] as string;

async function found(ctx: CodeContext, options: SearchOptions, base = baseOf(ctx)): Promise<readonly JsonObject[]> {
  const names = attributes(ctx);
  const entries = await search(ctx, base, { scope: 'sub', attributes: [...names], ...options });
  return entries.map((entry) => recordOf(named(entry, names)));
}

/** All of a kind; where changes are looked for, those changed since. */
export const pageOf =
  (kind: Kind) =>
  async (_input: JsonObject, ctx: CodeContext): Promise<CodePage> => {
    const filter = filterOf(ctx, kind);
    const { cursor } = ctx;
    const directory = isActiveDirectory(ctx);
    const since = typeof cursor === 'string' ? generalisedTime(cursor, directory) : undefined;
    const changed = directory ? 'whenChanged' : 'modifyTimestamp';
    return { items: await found(ctx, { filter: since ? `(&${filter}(${changed}>=${since}))` : filter }), next: null };
  };

export const getBy =
  (kind: Kind) =>
  async ({ id }: JsonObject, ctx: CodeContext): Promise<Json | undefined> => {
    const text = typeof id === 'string' ? id : '';
    const same = isActiveDirectory(ctx)
      ? `(objectGUID=${guidInFilter(text)})`
      : new EqualityFilter({ attribute: 'entryUUID', value: text }).toString();
    const [record] = await found(ctx, { filter: `(&${filterOf(ctx, kind)}${same})` });
    return record;
  };

const findable = {
  uid: 'uid',
  mail: 'mail',
  employeeNumber: 'employeeNumber',
  sAMAccountName: 'sAMAccountName',
} as const;

/** People by one of the attributes that identify them; the value is escaped. */
export async function findPeople({ by, value }: JsonObject, ctx: CodeContext): Promise<Json> {
  const attribute = findable[by as keyof typeof findable];
  const same = new EqualityFilter({ attribute, value: value as string }).toString();
  return { people: (await found(ctx, { filter: `(&${filterOf(ctx, 'person')}${same})` })) as Json };
}

export async function pageOfEntries({ base, filter, scope }: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const options: SearchOptions = {
    filter: filter as string,
    scope: (scope ?? 'sub') as 'sub',
  };
  return { items: await found(ctx, options, typeof base === 'string' ? base : baseOf(ctx)), next: null };
}

/** An entry by its name. @throws not-found */
export async function getEntry({ dn }: JsonObject, ctx: CodeContext): Promise<Json> {
  const [record] = await found(ctx, { filter: '(objectClass=*)', scope: 'base' }, dn as string);
  if (record) return record;
  throw ctx.fault({ meaning: 'not-found', code: '32', message: 'no such entry' });
}

/** Names what was reached; the base must be there. */
export async function testConnection(_input: JsonObject, ctx: CodeContext): Promise<Json> {
  await getEntry({ dn: baseOf(ctx) }, ctx);
  return { baseDn: baseOf(ctx), bindDn: ctx.connection['bindDn'] ?? '' };
}
