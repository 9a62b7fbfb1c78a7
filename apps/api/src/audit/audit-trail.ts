import type { Json, Route } from '@joinery/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf, type Caller } from '../auth/caller.ts';
import type { Call } from '../http/call.ts';
import type { Administration, TenantRecords } from '../ports/administration.ts';
import { administrationToken } from '../ports/tokens.ts';

/** What was changed, for the audit log. `before` and `after` never hold a secret. */
export interface Changed {
  readonly kind: string;
  readonly id: string;
  readonly name?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Who acts, by which route, from where. */
export type Acting = Pick<Call, 'route' | 'origin'> & { readonly caller: Caller };

/** Makes changes together with their entry in the audit log: in one transaction, so that there is no one without the other. */
@Injectable()
export class AuditTrail {
  constructor(@Inject(administrationToken) private readonly administration: Administration) {}

  /** `work` gives what it changed, and what it gives is written down under the route's audit name. */
  async change<T extends Changed>(acting: Acting, work: (records: TenantRecords) => Promise<T>): Promise<T> {
    return this.administration.inTenant(acting.caller.tenant.id, async (records) => {
      const changed = await work(records);
      await this.#append(records, acting, changed);
      return changed;
    });
  }

  /** For what happened elsewhere: a message sent, a run cancelled. */
  async note(acting: Acting, changed: Changed): Promise<void> {
    await this.change(acting, async () => changed);
  }

  async #append(records: TenantRecords, { route, caller, origin }: Acting, changed: Changed): Promise<void> {
    await records.audit.append({
      actor: actorOf(caller),
      action: actionOf(route),
      object: { kind: changed.kind, id: changed.id, name: changed.name ?? null },
      ...(changed.before === undefined ? {} : { before: plain(changed.before) }),
      ...(changed.after === undefined ? {} : { after: plain(changed.after) }),
      from: origin,
    });
  }
}

function actionOf(route: Route): string {
  if (!route.audit) throw new Error(`the route ${route.method} ${route.path} changes something and has no audit name`);
  return route.audit;
}

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
