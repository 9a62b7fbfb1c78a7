import autocannon from 'autocannon';
import { customerEvent } from './customer.ts';

export interface Phase {
  /** Requests that were answered 2xx. */
  readonly accepted: number;
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly seconds: number;
}

let next = 0;

/** Fifty connections for so long, each request an event of its own. */
export async function loadPhase(url: string, seconds: number, connections: number): Promise<Phase> {
  const begun = performance.now();
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [{ setupRequest: (request) => ({ ...request, body: JSON.stringify(customerEvent(++next)) }) }],
  });
  return {
    accepted: result['2xx'],
    refused: result.non2xx + result.errors,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    seconds: (performance.now() - begun) / 1000,
  };
}
