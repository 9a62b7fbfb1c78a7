import type { RunStores, SyncStores, SyncTrigger } from '@joinery/persistence';
import type { HookTrigger, HookTriggers, SyncHook } from '../ports/hooks.ts';

/** Published triggers as the stores hold them: of flows, and of syncs. */
export function storedHooks(
  { hooks, triggers }: Pick<RunStores, 'hooks' | 'triggers'>,
  syncTriggers: Pick<SyncStores['triggers'], 'atHook' | 'ofConnection'>,
): HookTriggers {
  return {
    byHookPath: async (path) => {
      const ofFlow = await hooks.byHookPath(path);
      if (ofFlow) return ofFlow;
      const ofSync = await syncTriggers.atHook(path);
      return ofSync && syncHook(ofSync);
    },
    ofConnection: async (tenantId, connectionId) => {
      const published = await triggers.ofConnection(tenantId, connectionId);
      const ofFlows = published.flatMap(({ triggerId, definition, ...trigger }): readonly HookTrigger[] =>
        definition.kind === 'event' ? [{ id: triggerId, definition, ...trigger }] : [],
      );
      return [...ofFlows, ...(await syncTriggers.ofConnection(tenantId, connectionId)).map(syncHook)];
    },
  };
}

function syncHook(trigger: SyncTrigger): SyncHook {
  const { id, tenantId, state, hookPath, connector, connectionId, settings, syncId, side, recordId, deleted } = trigger;
  return {
    id,
    tenantId,
    state,
    hookPath,
    definition: { connector, connectionId, trigger: trigger.trigger, settings },
    sync: { id: syncId, side, recordId, deleted },
  };
}
