import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';
import { JqlFault, parseJql } from './jql.ts';
import { wireIssue } from './wire.ts';

interface Asked {
  readonly jql?: string;
  readonly nextPageToken?: string;
  readonly maxResults?: string | number;
  readonly fields?: string | readonly string[];
}

const zoneMs = 8 * 3600_000;

/** Searching by JQL. The search before this one is gone and says so. */
export function searchRoutes(app: SimulatorApp, box: SimulatorBox, url: () => string): void {
  const path = '/rest/api/3/search';
  app.get<{ Querystring: Asked }>(`${path}/jql`, (request, reply) => search(request.query, request, reply, box, url()));
  app.post<{ Body: Asked }>(`${path}/jql`, (request, reply) => search(request.body, request, reply, box, url()));
  app.post<{ Body: Asked }>(`${path}/approximate-count`, ({ body }, reply) =>
    answered(reply, () => ({ count: matching(body.jql ?? '', box).length })),
  );
  app.all(path, (_request, reply) =>
    refuse(reply, 410, 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.'),
  );
}

function search(
  asked: Asked,
  request: SimulatorRequest,
  reply: SimulatorReply,
  box: SimulatorBox,
  url: string,
): unknown {
  return answered(reply, () => {
    const offset = tokenOffset(asked);
    if (offset === undefined) return refuse(reply, 400, 'The provided next page token is invalid or expired.');
    const rows = matching(asked.jql ?? '', box);
    const limit = Math.min(5_000, Number(asked.maxResults ?? 50));
    const { items, next } = offsetPageOf({ rows, limit, offset, faults: box.faults, path: request.url });
    const wanted = [asked.fields ?? []]
      .flat()
      .flatMap((name) => name.split(','))
      .filter((name) => name !== '');
    const issues = items.map((row) => wireIssue(row, wanted, box, url));
    return next === undefined
      ? { issues, isLast: true }
      : { issues, nextPageToken: token(next, asked.jql), isLast: false };
  });
}

/** A token belongs to its query. */
function token(offset: number, jql = ''): string {
  return Buffer.from(JSON.stringify([offset, jql])).toString('base64');
}

function tokenOffset({ nextPageToken, jql = '' }: Asked): number | undefined {
  if (nextPageToken === undefined) return 0;
  try {
    const [offset, of] = JSON.parse(Buffer.from(nextPageToken, 'base64').toString()) as [number, string];
    return of === jql ? offset : undefined;
  } catch {
    return undefined;
  }
}

function matching(jql: string, box: SimulatorBox): readonly JsonObject[] {
  const { holds, compare } = parseJql(jql, box.now(), zoneMs);
  return box.records.list('issues').filter(holds).toSorted(compare);
}

function answered(reply: SimulatorReply, answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    if (error instanceof JqlFault) return refuse(reply, 400, error.message);
    throw error;
  }
}
