import { createHash } from 'node:crypto';
import {
  isAlertConnector,
  type ConnectionId,
  type ConnectorRef,
  type Failure,
  type RunId,
  type TenantId,
} from '@joinery/contracts';
import type { ActionInvoker } from '@joinery/engine';
import { newId } from '@joinery/persistence';
import type { AlertMessage } from './alert-message.ts';
import { channelActions, type Addressed } from './channel-action.ts';

export interface AlertTarget extends Addressed {
  readonly channelId: string;
  readonly tenantId: TenantId;
  readonly connectionId: ConnectionId;
  readonly connector: ConnectorRef;
}

/** Says a message through a connection, by its connector's own action: egress rules, budgets and secrets hold for it. */
export class AlertSender {
  readonly #actions: Pick<ActionInvoker, 'invoke'>;
  readonly #timeoutMs: number;

  constructor({ actions, timeoutMs = 15_000 }: { actions: Pick<ActionInvoker, 'invoke'>; timeoutMs?: number }) {
    this.#actions = actions;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * What the other side did, as a failure or null. The same message on the same channel has the same key, so that where
   * a vendor knows keys one that is tried again arrives once; `salt` makes it another one.
   */
  async send(target: AlertTarget, message: AlertMessage, salt = ''): Promise<Failure | null> {
    const { channelId, tenantId, connectionId, connector } = target;
    if (!isAlertConnector(connector.name)) return unfit(connector.name);
    const { action, input } = channelActions[connector.name];
    const said = input(message, target);
    const idempotencyKey = createHash('sha256')
      .update(JSON.stringify([channelId, salt, said]))
      .digest('hex');
    const call = {
      tenantId,
      // Not of any run; a connector only writes it down.
      runId: newId<RunId>(),
      connector,
      connectionId,
      action,
      input: said,
      idempotencyKey,
      timeoutMs: this.#timeoutMs,
    };
    const outcome = await this.#actions.invoke(call, AbortSignal.timeout(this.#timeoutMs + graceMs));
    return outcome.kind === 'failed' ? outcome.failure : null;
  }
}

/** The host's own timeout names where it happened; this one stands behind it. */
const graceMs = 5_000;

/** A newer Joinery has made this channel. */
const unfit = (connection: string): Failure => ({
  code: 'alert.connection-unfit',
  kind: 'invalid',
  params: { connection },
});
