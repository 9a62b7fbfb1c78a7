import { FailureError } from '@joinery/contracts';
import type { ErrorCode, Json } from '@joinery/contracts';
import { configAreas, type Config } from './config.ts';
import { nearest } from './near-miss.ts';
import type { Area, Variable } from './variable.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const variables: readonly Variable[] = Object.values<Area>(configAreas).flatMap((area) => Object.values(area));
const names: ReadonlySet<string> = new Set(variables.map((one) => one.name));
const prefix = 'JOINERY_';

/**
 * Reads and checks the whole configuration; the one place that looks at the environment. Throws `config.invalid` or
 * `config.unknown`: a misspelt variable must not silently mean its default.
 */
export function readConfig(environment: Environment): Config {
  refuseUnknown(environment);
  const read = Object.entries<Area>(configAreas).map(([name, area]) => [name, readArea(area, environment)]);
  const config = Object.fromEntries(read) as Config;
  refuseLonelyRole(config);
  return config;
}

/** Half a Joinery does nothing unless it meets the other half at a database and a queue. */
function refuseLonelyRole({ operation: { role }, storage: { databaseUrl, redisUrl } }: Config): void {
  if (role === 'all' || (databaseUrl !== undefined && redisUrl !== undefined)) return;
  throw failure('config.invalid', { name: 'JOINERY_ROLE', detail: `${role} needs DATABASE_URL and REDIS_URL` });
}

function readArea(area: Area, environment: Environment): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(area).map(([key, variable]) => [key, readVariable(variable, environment)]));
}

function readVariable(variable: Variable, environment: Environment): unknown {
  const text = environment[variable.name];
  const result = variable.schema.safeParse(text === '' ? undefined : text);
  if (result.success) return result.data;
  // The value is not repeated: it may be a secret.
  const detail = result.error.issues.map((issue) => issue.message).join('; ');
  throw failure('config.invalid', { name: variable.name, detail });
}

function refuseUnknown(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (names.has(name)) continue;
    const meant = nearest(name, [...names]);
    if (!name.startsWith(prefix) && meant === undefined) continue;
    throw failure('config.unknown', { name, hint: meant === undefined ? '' : ` (${meant}?)` });
  }
}

const failure = (code: ErrorCode, params: Readonly<Record<string, Json>>) =>
  new FailureError({ code, kind: 'invalid', params });
