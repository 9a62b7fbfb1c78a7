import { randomBytes } from 'node:crypto';
import type { FlowDocument, FlowId, TenantId, Trigger, TriggerId } from '@joinery/contracts';
import { nextTick } from '@joinery/flow';
import type { EntityManager } from 'typeorm';
import { newId } from '../ids.ts';
import type { TriggerEntity } from '../schema/entities/flow.entity.ts';

interface Published {
  readonly tenantId: TenantId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly document: FlowDocument;
}

/**
 * Points the flow's trigger at the version that was just published. What the trigger has come to stays: its address,
 * its cursor, its registration at the vendor, and when it is due. Only a trigger of another kind of event begins anew:
 * it could not read the old one's cursor.
 */
export async function moveTrigger(
  manager: EntityManager,
  { tenantId, flowId, version, document }: Published,
): Promise<void> {
  const { trigger, settings } = document;
  const event = trigger.kind === 'event' ? trigger : undefined;
  await manager.query(moveSql, [
    newId<TriggerId>(),
    tenantId,
    flowId,
    version,
    trigger.kind,
    newHookPath(),
    event?.connector.name ?? null,
    event?.connector.version ?? null,
    event?.connectionId ?? null,
    event?.trigger ?? null,
    JSON.stringify(trigger),
    JSON.stringify(settings),
    settings.heartbeatMs ?? null,
    firstDueAt(trigger, Date.now()),
  ]);
}

/** A schedule that was paused goes on with its next tick: what fell into the pause was not missed but not wanted. */
export async function setTriggerState(
  manager: EntityManager,
  { tenantId, flowId, active }: { readonly tenantId: TenantId; readonly flowId: FlowId; readonly active: boolean },
): Promise<void> {
  const found: readonly Pick<TriggerEntity, 'id' | 'state' | 'definition' | 'dueAt'>[] = await manager.query(
    `select id, state, definition, due_at as "dueAt" from "trigger" where flow_id = $1 and tenant_id = $2`,
    [flowId, tenantId],
  );
  const trigger = found[0];
  if (!trigger) return;
  const dueAt = active && trigger.state === 'paused' ? firstDueAt(trigger.definition, Date.now()) : trigger.dueAt;
  await manager.query(`update "trigger" set state = $2, due_at = $3, updated_at = now() where id = $1`, [
    trigger.id,
    active ? 'active' : 'paused',
    dueAt,
  ]);
}

/** 190 random bits: nobody finds an address by trying. */
function newHookPath(): string {
  return randomBytes(24).toString('base64url');
}

/** When a worker looks at it first: a schedule at its next tick, an event, which may have to be polled, at once. */
export function firstDueAt(trigger: Trigger, nowMs: number): Date | null {
  if (trigger.kind === 'event') return new Date(nowMs);
  const tick = trigger.kind === 'schedule' ? nextTick(trigger, nowMs) : null;
  return tick === null ? null : new Date(tick);
}

const moveSql = `
insert into "trigger" as known (id, tenant_id, flow_id, version, kind, hook_path, connector, connector_version,
  connection_id, name, definition, settings, heartbeat_ms, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (flow_id) do update set
  version = excluded.version, kind = excluded.kind, connector = excluded.connector,
  connector_version = excluded.connector_version, connection_id = excluded.connection_id, name = excluded.name,
  definition = excluded.definition, settings = excluded.settings, heartbeat_ms = excluded.heartbeat_ms,
  state = 'active', updated_at = now(),
  "cursor" = case when (known.connector, known.name) is not distinct from (excluded.connector, excluded.name)
    then known."cursor" end,
  due_at = case when known.definition::text = excluded.definition::text then known.due_at else excluded.due_at end,
  epoch = known.epoch + 1, leased_until = null`;
