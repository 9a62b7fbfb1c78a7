// What a programmer would write by hand: map and post; with `row`, one committed row around each post.
import { Agent, createServer, request as httpRequest } from 'node:http';
import pg from 'pg';
import { type customerEvent, mapByHand } from './customer.ts';

const [mode, sinkUrl = '', databaseUrl = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const pool = mode === 'row' ? new pg.Pool({ connectionString: databaseUrl, max: 20 }) : undefined;
await pool?.query(
  `create table if not exists bare_run (id bigserial primary key, body jsonb not null, state text not null, answer jsonb)`,
);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    handle(Buffer.concat(chunks).toString()).then(
      () => response.writeHead(202, { 'content-type': 'application/json' }).end('{"ok":true}'),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));

async function handle(text: string): Promise<void> {
  const event = JSON.parse(text) as ReturnType<typeof customerEvent>;
  const mapped = JSON.stringify(mapByHand(event));
  if (!pool) {
    await post(mapped);
    return;
  }
  const { rows } = await pool.query<{ id: string }>({
    name: 'begin',
    text: `insert into bare_run (body, state) values ($1, 'running') returning id`,
    values: [text],
  });
  const answer = await post(mapped);
  await pool.query({
    name: 'end',
    text: `update bare_run set state = 'succeeded', answer = $2 where id = $1`,
    values: [rows[0]!.id, answer],
  });
}

function post(body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      sinkUrl,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(Buffer.concat(chunks).toString()));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
