import type { Pass, SyncPage, SyncSummary } from '@joinery/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../command-error.ts';
import type { ApiClient } from '../api-client.ts';

export interface SyncOutput {
  readonly out: (line: string) => void;
  readonly json: boolean;
  /** How long to wait between two looks at a pass. */
  readonly everyMs: number;
}

/** Makes a plan and shows what the next pass would do. @returns the exit code */
export async function planSync(api: ApiClient, name: string, output: SyncOutput): Promise<number> {
  const sync = await findSync(api, name);
  return watch(api, await api.post<Pass>(`/syncs/${sync.id}/plan`), output);
}

/** Runs a pass to its end. @returns the exit code */
export async function runSync(
  api: ApiClient,
  { name, full }: { readonly name: string; readonly full: boolean },
  output: SyncOutput,
): Promise<number> {
  const sync = await findSync(api, name);
  return watch(api, await api.post<Pass>(`/syncs/${sync.id}/passes`, { kind: full ? 'full' : 'changes' }), output);
}

/** Tells where a sync stands: its last passes, and how many records wait for a person. */
export async function syncStatus(api: ApiClient, name: string, { out, json }: SyncOutput): Promise<number> {
  const sync = await findSync(api, name);
  const { items } = await api.get<{ readonly items: readonly Pass[] }>(`/syncs/${sync.id}/passes?limit=5`);
  if (json) out(JSON.stringify({ sync, passes: items }));
  else {
    const version = sync.liveVersion === null ? 'not live' : `version ${sync.liveVersion}`;
    out(`${sync.name}: ${sync.state}, ${version}, ${sync.issues} records wait for a person`);
    for (const pass of items) out(passLine(pass));
  }
  return 0;
}

/** By its id, or by its whole name. */
async function findSync(api: ApiClient, name: string): Promise<SyncSummary> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name)) return api.get<SyncSummary>(`/syncs/${name}`);
  const { items } = await api.get<SyncPage>(`/syncs?text=${encodeURIComponent(name)}&limit=200`);
  const found = items.find((sync) => sync.name === name);
  if (found) return found;
  throw new CommandError(`there is no sync named “${name}”`);
}

async function watch(api: ApiClient, asked: Pass, { out, json, everyMs }: SyncOutput): Promise<number> {
  let pass = asked;
  while (pass.state === 'queued' || pass.state === 'running') {
    await delay(everyMs);
    const next = await api.get<Pass>(`/syncs/${pass.syncId}/passes/${pass.id}`);
    const moved = next.state === 'running' && next.progress.done !== pass.progress.done;
    if (moved && !json) out(passLine(next));
    pass = next;
  }
  out(json ? JSON.stringify(pass) : passLine(pass));
  return pass.state === 'done' ? 0 : 1;
}

function passLine({ number, kind, scope, state, counts, progress, failure }: Pass): string {
  const told = Object.entries(counts).flatMap(([outcome, count]) => (count > 0 ? `${outcome} ${count}` : []));
  const of = progress.total === null ? '' : ` of ${progress.total}`;
  const left =
    state === 'running' && progress.remainingMs !== null ? `, ${Math.ceil(progress.remainingMs / 1000)} s left` : '';
  const rate = progress.done > 0 ? `, ${Math.round(progress.perSecond)}/s` : '';
  const what = scope === 'plan' ? `plan (${kind})` : kind;
  const reason = failure ? `: ${failure.message.en}` : '';
  return `#${number} ${what} ${state}: ${progress.done}${of} records${rate}${left}; ${told.join(', ') || 'nothing told'}${reason}`;
}
