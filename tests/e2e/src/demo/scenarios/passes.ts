import type { Pass } from '@joinery/contracts';
import type { ApiSession } from '@joinery/tests-support';
import { until } from '../until.ts';

/** A pass that has ended as done; any other end throws. */
async function ended(api: ApiSession, { id, syncId, kind }: Pass): Promise<Pass> {
  let pass: Pass | undefined;
  await until(`a ${kind} pass had ended`, 60_000, async () => {
    pass = await api.get<Pass>(`/syncs/${syncId}/passes/${id}`);
    return ['done', 'failed', 'cancelled'].includes(pass.state);
  });
  if (pass?.state !== 'done')
    throw new Error(`a ${kind} pass ended as ${pass?.state}: ${JSON.stringify(pass?.failure)}`);
  return pass;
}

export async function run(api: ApiSession, syncId: string, kind: 'full' | 'changes'): Promise<Pass> {
  return ended(api, await api.post<Pass>(`/syncs/${syncId}/passes`, { kind }));
}

/** The plan of a published sync, its acceptance, and the first full load. */
export async function planAndLoad(
  api: ApiSession,
  syncId: string,
): Promise<{ readonly plan: Pass; readonly load: Pass }> {
  const plan = await ended(api, await api.post<Pass>(`/syncs/${syncId}/plan`, { kind: 'full' }));
  await api.post(`/syncs/${syncId}/go-live`, { planId: plan.id });
  return { plan, load: await run(api, syncId, 'full') };
}

export async function releaseGuard(api: ApiSession, syncId: string, count: number): Promise<Pass> {
  const body = { count, note: 'demo: they really left' };
  return ended(api, await api.post<Pass>(`/syncs/${syncId}/guard/release`, body));
}
