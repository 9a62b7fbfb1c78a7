import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  createSimulator,
  type Simulator,
  type SimulatorBox,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { answers, Exception, refuse } from './exceptions.ts';
import { type Answered, type Asked, runStatement } from './run-statement.ts';
import { collections } from './tables.ts';

export { exempt, plan } from './conformance-plan.ts';

const user = 'joinery';
const password = 'clickhouse-demo-password';

/** A ClickHouse server with two tables, by the contract of its HTTP interface. */
export function clickhouseSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'clickhouse',
      title: { zh: 'ClickHouse', en: 'ClickHouse' },
      collections,
      answers,
      connection: (url) => ({ url, database: 'ods', user, password }),
      wrongConnection: { password: 'not-the-password' },
      routes(app, box) {
        const remembered = new Set<string>();
        box.onReset(() => remembered.clear());
        app.get('/ping', (_, reply) => reply.type('text/html; charset=UTF-8').send('Ok.\n'));
        app.route({
          method: ['GET', 'POST'],
          url: '/',
          handler: (request, reply) => answer(box, remembered, request, reply),
        });
      },
    },
    options,
  );
}

function answer(
  box: SimulatorBox,
  remembered: Set<string>,
  request: SimulatorRequest,
  reply: SimulatorReply,
): SimulatorReply {
  reply.headers({ 'x-clickhouse-query-id': randomUUID(), 'x-clickhouse-timezone': 'UTC' });
  const { searchParams } = new URL(request.url, 'http://127.0.0.1');
  if (!isAuthorised(request, searchParams)) {
    const message = `${user}: Authentication failed: password is incorrect, or there is no user with such name.`;
    return refuse(reply, new Exception(516, 'AUTHENTICATION_FAILED', message));
  }
  try {
    const asked = askedOf(request, searchParams);
    const database = searchParams.get('database') ?? 'default';
    if (database !== 'ods') throw new Exception(81, 'UNKNOWN_DATABASE', `Database ${database} does not exist`);
    return send(reply, asked, runStatement(box, remembered, asked));
  } catch (error) {
    if (error instanceof Exception) return refuse(reply, error);
    throw error;
  }
}

function isAuthorised({ headers }: SimulatorRequest, query: URLSearchParams): boolean {
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  if (headers.authorization !== undefined) return headers.authorization === basic;
  const given = [
    headers['x-clickhouse-user'] ?? query.get('user'),
    headers['x-clickhouse-key'] ?? query.get('password'),
  ];
  return given[0] === user && given[1] === password;
}

/** The statement stands in the address, in the body, or its begin there and its rows here. */
function askedOf({ rawBody }: SimulatorRequest, query: URLSearchParams): Asked {
  const inAddress = query.get('query');
  const [, first = '', rest = ''] =
    inAddress === null ? (/^(insert\s.+?format\s+\w+)\s*\n(.*)$/is.exec(rawBody) ?? []) : [];
  const sql = inAddress ?? (first === '' ? rawBody : first);
  const entries = [...query];
  return {
    sql: sql.trim().replace(/;$/, ''),
    input: inAddress === null ? rest : rawBody,
    settings: new Map(entries.filter(([name]) => !name.startsWith('param_'))),
    parameters: new Map(
      entries.flatMap(([name, value]) =>
        name.startsWith('param_') ? [[name.slice('param_'.length), value] as const] : [],
      ),
    ),
  };
}

function send(
  reply: SimulatorReply,
  { sql, settings }: Asked,
  { rows, types = {}, written }: Answered,
): SimulatorReply {
  const summary = {
    read_rows: String(rows?.length ?? 0),
    read_bytes: '0',
    written_rows: String(written),
    written_bytes: '0',
  };
  reply.header('x-clickhouse-summary', JSON.stringify(summary));
  if (!rows) return reply.type('text/plain; charset=UTF-8').send('');
  const format = /\sformat\s+(\w+)$/i.exec(sql)?.[1] ?? settings.get('default_format') ?? 'TabSeparated';
  reply.header('x-clickhouse-format', format);
  if (format === 'JSONEachRow')
    return reply
      .type('application/x-ndjson; charset=UTF-8')
      .send(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  if (format !== 'JSON') return reply.type('text/tab-separated-values; charset=UTF-8').send(tabSeparated(rows));
  const meta = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: types[name] ?? 'String' }));
  const body = {
    meta,
    data: rows,
    rows: rows.length,
    statistics: { elapsed: 0.001, rows_read: rows.length, bytes_read: 0 },
  };
  return reply.type('application/json; charset=UTF-8').send(JSON.stringify(body));
}

function tabSeparated(rows: readonly JsonObject[]): string {
  return rows.map((row) => `${Object.values(row).map(String).join('\t')}\n`).join('');
}
