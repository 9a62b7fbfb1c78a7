import type { CodeFault } from '@joinery/connector-sdk';

type Meaning = CodeFault['meaning'];

const meaningOf = (entries: Readonly<Partial<Record<Meaning, readonly number[]>>>): ReadonlyMap<number, Meaning> =>
  new Map(
    Object.entries(entries).flatMap(([meaning, numbers]) => numbers.map((number) => [number, meaning as Meaning])),
  );

/** https://mariadb.com/kb/en/mariadb-error-code-reference/ and https://dev.mysql.com/doc/mysql-errors/8.0/en/ */
const meanings = meaningOf({
  duplicate: [1022, 1062, 1586],
  invalid: [
    1048, 1054, 1064, 1072, 1136, 1216, 1217, 1264, 1265, 1292, 1364, 1366, 1390, 1406, 1451, 1452, 1526, 1690, 1792,
    3140, 3819, 4025,
  ],
  'not-found': [1146],
  'auth-refused': [1044, 1045, 1049, 1130, 1142, 1143, 1227, 1370, 1698],
  transient: [
    1040, 1053, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1226, 1290, 1317, 1836, 1927, 1969, 2006, 2013, 3024,
  ],
});

/** After these nothing happened: the transaction was rolled back, or never begun. */
const withoutEffect = new Set([1040, 1203, 1205, 1213, 1226, 1290, 1836]);

interface DatabaseError extends Error {
  readonly errno?: number;
  readonly sqlMessage?: string;
}

/** What the database (or the way to it) said, as a meaning. */
export function faultOf(error: unknown): CodeFault | undefined {
  // A refusal by the egress policy is a failure with a text of its own.
  if (!(error instanceof Error) || 'failure' in error) return undefined;
  const { errno, sqlMessage, message } = error as DatabaseError;
  if (errno === undefined || errno < 1000 || sqlMessage === undefined)
    return { meaning: 'transient', message, ambiguous: true, cause: error };
  const meaning = meanings.get(errno) ?? 'permanent';
  const ambiguous = meaning === 'transient' && !withoutEffect.has(errno);
  // The error itself holds the statement with its values, so it does not go on.
  return {
    meaning,
    code: String(errno),
    message: withoutValues(sqlMessage),
    ...(ambiguous && { ambiguous }),
  };
}

/** `Duplicate entry '13800000000' for key 'PRIMARY'`: the key is of interest, the value is nobody's business. */
function withoutValues(message: string): string {
  return message.replace(/\b(entry|value:?) '(?:[^'\\]|\\.|'')*'/g, '$1 …');
}
