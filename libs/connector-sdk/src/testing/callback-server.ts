import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from '../simulator/index.ts';
import type { CallbackOutcome, CallbackRequest } from './conformance-host.ts';

/** An HTTP address at which callbacks of a simulator arrive. */
export interface CallbackServer {
  readonly url: string;
  /** What became of each callback, in the order of arrival. */
  readonly seen: readonly CallbackOutcome[];
  /** What lay behind the answers the sender got, each once: an event and its repetition may be answered alike. */
  readonly outcomesOf: (deliveries: readonly Pick<Delivery, 'status' | 'answer'>[]) => readonly CallbackOutcome[];
  readonly close: () => Promise<void>;
}

/** Listens on loopback and answers every callback with what `receive` made of it. */
export async function callbackServer(
  receive: (request: CallbackRequest) => Promise<CallbackOutcome>,
): Promise<CallbackServer> {
  const seen: CallbackOutcome[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const asked = {
        method: request.method ?? 'POST',
        url: `http://${request.headers.host}${request.url}`,
        headers,
        body: Buffer.concat(parts),
      };
      void receive(asked).then(
        (outcome) => {
          seen.push(outcome);
          response
            .writeHead(outcome.status, {
              'content-type': outcome.contentType ?? 'application/json',
              'x-outcome': String(seen.length - 1),
            })
            .end(outcome.body);
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    seen,
    outcomesOf(deliveries) {
      const left = [...seen];
      return deliveries.map(({ status = 0, answer = '' }) => {
        const at = left.findIndex((outcome) => outcome.status === status && outcome.body.slice(0, 2_000) === answer);
        const [found] = at < 0 ? [] : left.splice(at, 1);
        return found ?? { kind: 'refused', status, body: answer, events: [] };
      });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
