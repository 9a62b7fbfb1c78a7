import type { Json, JsonObject } from '@joinery/contracts';
import {
  createSimulator,
  type Simulator,
  type SimulatorBox,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
  textOf,
  type VendorAnswers,
} from '@joinery/connector-sdk/simulator';

export { plan } from './conformance-plan.ts';

const user = 'joinery';
const password = 'doris-demo-password';

interface Asked {
  readonly Params: { readonly db: string; readonly table: string };
}

const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return reply.code(429).send({ code: 429, msg: 'Too Many Requests', data: '', count: 0 });
  },
  serverError: (reply, { status = 503 }) =>
    reply.code(status).send({ code: status, msg: 'Internal Error', data: '', count: 0 }),
  noSuchPath: (reply) => reply.code(404).send({ code: 404, msg: 'Not Found', data: '', count: 0 }),
  badBody: (reply) => reply.code(400).send({ code: 400, msg: 'Bad Request', data: '', count: 0 }),
};

const columns = [
  { name: 'id', type: 'VARCHAR', comment: '', isKey: true },
  { name: 'subject', type: 'VARCHAR', comment: '主题' },
  { name: 'priority', type: 'VARCHAR', comment: '' },
  { name: 'count', type: 'INT', comment: '' },
];

/** A frontend below `/fe` and a backend at the top, with one table that has unique keys. */
export function dorisSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'doris',
      title: { zh: 'Apache Doris', en: 'Apache Doris' },
      collections: {
        ods_ticket: {
          title: { zh: '工单(唯一键)', en: 'Tickets (unique key)' },
          key: 'id',
          seed: [{ id: 'T-1001', subject: '登录后页面空白', priority: 'high', count: 1 }],
        },
        labels: { title: { zh: '导入标签', en: 'Labels of loads' }, key: 'label' },
      },
      answers,
      connection: (url) => ({ url: `${url}/fe`, loadUrl: url, database: 'ods', user, password }),
      wrongConnection: { password: 'not-the-password' },
      routes(app, box) {
        app.addHook('onRequest', authorise);
        app.get<Asked>('/fe/api/meta/namespaces/default_cluster/databases/:db/tables', ({ params }) =>
          params.db === 'ods'
            ? told(['ods_ticket'])
            : { ...told('Unknown database ' + params.db), code: 1, msg: 'Error' },
        );
        app.get<Asked>('/fe/api/:db/:table/_schema', ({ params }) =>
          params.table === 'ods_ticket'
            ? told({ keysType: 'UNIQUE_KEYS', properties: columns, status: 200 })
            : { ...told(`Table ${params.table} does not exist`), code: 1, msg: 'Error' },
        );
        app.put<Asked>('/fe/api/:db/:table/_stream_load', (request, reply) => redirect(request, reply));
        app.put<Asked>('/api/:db/:table/_stream_load', (request) => load(box, request.params, request));
      },
    },
    options,
  );
}

const told = (data: Json): JsonObject => ({ msg: 'success', code: 0, data, count: 0 });

async function authorise({ headers, url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  if (headers.authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) return undefined;
  if (url.startsWith('/fe'))
    return reply.code(401).send({ msg: 'Unauthorized', code: 401, data: `Access denied for ${user}`, count: 0 });
  return reply
    .code(200)
    .send({ TxnId: -1, Label: '', Status: 'Fail', Message: `[ACCESS_DENIED]Access denied for ${user}` });
}

/** A frontend takes no rows: it names a backend, and only to who waits for its word before sending them. */
function redirect({ headers, url }: SimulatorRequest, reply: SimulatorReply): SimulatorReply {
  if (headers.expect === undefined) return reply.send({ status: 'FAILED', msg: 'There is no 100-continue header' });
  return reply
    .code(307)
    .header('location', `http://${user}:${password}@${textOf(headers.host)}${url.slice('/fe'.length)}`)
    .send();
}

function load(
  { records }: SimulatorBox,
  { table }: Asked['Params'],
  { headers, rawBody }: SimulatorRequest,
): JsonObject {
  const label = textOf(headers['label']);
  const answer = (more: JsonObject): JsonObject => ({
    TxnId: 1003,
    Label: label,
    Comment: '',
    TwoPhaseCommit: 'false',
    ...more,
  });
  if (table !== 'ods_ticket')
    return answer({
      TxnId: -1,
      Status: 'Fail',
      Message: `[ANALYSIS_ERROR]errCode = 7, detailMessage = unknown table, tableName=${table}`,
    });
  const known = records.get('labels', label);
  if (known) {
    const Message = `[LABEL_ALREADY_EXISTS]errCode = 2, detailMessage = Label [${label}] has already been used, relate to txn [1003]`;
    return answer({ TxnId: -1, Status: 'Label Already Exists', ExistingJobStatus: known['status'] as string, Message });
  }
  const rows = rawBody
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonObject);
  const bad = rows.filter((row) => typeof row['id'] !== 'string' || textOf(row['priority']).length > 16);
  const counts = { NumberTotalRows: rows.length, NumberFilteredRows: bad.length, NumberUnselectedRows: 0 };
  if (bad.length > 0)
    return answer({
      ...counts,
      Status: 'Fail',
      NumberLoadedRows: 0,
      Message: '[DATA_QUALITY_ERROR]too many filtered rows',
      ErrorURL: 'http://127.0.0.1:8040/api/_load_error_log?file=__shard_0/error_log_x',
    });
  for (const row of rows) {
    if (headers['merge_type'] === 'DELETE') records.remove('ods_ticket', textOf(row['id']));
    else records.upsert('ods_ticket', headers['partial_columns'] === 'true' ? row : { ...blank, ...row });
  }
  records.upsert('labels', { label, status: 'FINISHED' });
  return answer({
    ...counts,
    Status: 'Success',
    Message: 'OK',
    NumberLoadedRows: rows.length,
    LoadBytes: rawBody.length,
    LoadTimeMs: 21,
  });
}

/** A row that is loaded whole replaces the other one. */
const blank = Object.fromEntries(columns.map(({ name }) => [name, null]));
