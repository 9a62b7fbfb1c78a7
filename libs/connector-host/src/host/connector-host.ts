import type { Egress } from '@joinery/egress';
import {
  type Authorization,
  type AuthorizationAnswer,
  type AuthorizationRequest,
  authorizeUrl,
  completeAuthorization,
} from '../auth/authorization-code.ts';
import { Tokens } from '../auth/tokens.ts';
import type { BudgetStore } from '../budget/budget-store.ts';
import { Budgets } from '../budget/budgets.ts';
import { InMemoryBudgetStore } from '../budget/in-memory-budget-store.ts';
import { Resources } from '../code/resources.ts';
import { CodeRunner } from '../code/run-code.ts';
import type { ConnectionSource, TokenStore } from '../connection/connection-source.ts';
import { InMemoryTokenStore } from '../connection/in-memory-token-store.ts';
import { Sessions } from '../connection/sessions.ts';
import type { ConnectorRegistry } from '../connector/connector-registry.ts';
import { Operations } from '../operation/run-operation.ts';
import { VendorCalls } from '../operation/vendor-calls.ts';
import { Actions } from './actions.ts';
import { Design } from './design.ts';
import { endOf, type HostCall, type HostParts } from './host-parts.ts';
import { Objects } from './objects.ts';
import { Triggers } from './triggers.ts';

export interface ConnectorHostOptions {
  readonly registry: ConnectorRegistry;
  readonly egress: Egress;
  readonly connections: ConnectionSource;
  /** In memory where there is only one process. */
  readonly tokens?: TokenStore;
  readonly budgets?: BudgetStore;
  /** How long an edited connection may go unnoticed by another process. */
  readonly freshMs?: number;
}

/**
 * Everything that is done at a vendor, by manifest or by code of a connector: with the connection's credentials,
 * within its budget, through the one way out.
 *
 * @example
 * const host = new ConnectorHost({ registry: new ConnectorRegistry([feishu]), egress, connections });
 * const outcome = await host.actions.invoke(call, signal);
 */
export class ConnectorHost {
  readonly actions: Actions;
  readonly triggers: Triggers;
  readonly objects: Objects;
  readonly design: Design;
  readonly #parts: HostParts;
  readonly #resources = new Resources();
  readonly #budgets: BudgetStore;

  constructor({ registry, egress, connections, tokens, budgets, freshMs = 2_000 }: ConnectorHostOptions) {
    this.#budgets = budgets ?? new InMemoryBudgetStore();
    const tokenKeeper = new Tokens(tokens ?? new InMemoryTokenStore());
    const calls = new VendorCalls(egress, new Budgets(this.#budgets), tokenKeeper);
    const code = new CodeRunner({ egress, calls, resources: this.#resources });
    const sessions = new Sessions({
      source: connections,
      registry,
      freshMs,
      now: () => performance.now(),
      onEnd: (session) => void this.#resources.end(session),
    });
    this.#parts = { registry, sessions, operations: new Operations(calls, code), calls, tokens: tokenKeeper };
    this.actions = new Actions(this.#parts);
    this.triggers = new Triggers(this.#parts);
    this.objects = new Objects(this.#parts);
    this.design = new Design(this.#parts);
  }

  /** An edited or deleted connection: the next call loads it anew, and what drivers kept of it is closed. */
  forget(tenantId: string, connectionId: string): void {
    this.#parts.sessions.forget(tenantId, connectionId);
  }

  /** Where a person's browser goes to allow a connection. */
  async authorize(call: HostCall, request: AuthorizationRequest): Promise<Authorization> {
    return authorizeUrl(await this.#parts.sessions.session(call), request);
  }

  /** The person came back with a code. */
  async completeAuthorization(call: HostCall, answer: AuthorizationAnswer): Promise<void> {
    const session = await this.#parts.sessions.session(call);
    const limits = { endsAt: endOf(call), signal: call.signal };
    await completeAuthorization(session, answer, { calls: this.#parts.calls, tokens: this.#parts.tokens, limits });
  }

  async close(): Promise<void> {
    this.#parts.sessions.end();
    await this.#resources.close();
    await this.#budgets.close();
  }
}
