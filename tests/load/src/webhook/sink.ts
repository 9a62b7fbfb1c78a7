// The other side of the benchmark, a process of its own: counts what arrives and answers at once.
import { createServer } from 'node:http';

let received = 0;
const distinct = new Set<string>();

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ received, distinct: distinct.size }));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received += 1;
    distinct.add((JSON.parse(Buffer.concat(chunks).toString()) as { externalId: string }).externalId);
    response.setHeader('content-type', 'application/json');
    response.end('{"ok":true}');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
