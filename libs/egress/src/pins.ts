import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { classifyAddress, type Address } from './address-class.ts';
import { egressFailure, transportFailure } from './egress-failures.ts';
import { type EgressRules, ruleCovers } from './egress-rules.ts';

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/** The addresses that a connection is made to, whatever the name may resolve to a moment later. */
export interface Pin {
  readonly addresses: readonly LookupAddress[];
  /** Identifies the addresses. */
  readonly key: string;
}

interface Held {
  readonly pin: Pin;
  readonly until: number;
}

export interface PinsOptions {
  readonly rules: EgressRules;
  readonly resolve: Resolve;
  readonly pinMs: number;
  readonly now: () => number;
}

/** Above this many decisions the oldest are dropped. */
const heldAtMost = 10_000;

/** Resolves a host once, judges each address by the tenant's rules, and remembers the decision for seconds. */
export class Pins {
  readonly #options: PinsOptions;
  readonly #held = new Map<string, Held>();
  readonly #pending = new Map<string, Promise<Pin>>();

  constructor(options: PinsOptions) {
    this.#options = options;
  }

  /** A decision that is still fresh. */
  held(tenantId: string, host: string, port: number): Pin | undefined {
    const held = this.#held.get(`${tenantId}|${host}|${port}`);
    return held && held.until > this.#options.now() ? held.pin : undefined;
  }

  /** @throws FailureError `egress.refused` or `connector.unreachable` */
  async pin(tenantId: string, host: string, port: number): Promise<Pin> {
    const key = `${tenantId}|${host}|${port}`;
    const pending = this.#pending.get(key);
    if (pending) return pending;
    const decision = this.#decide(tenantId, host, port).finally(() => this.#pending.delete(key));
    this.#pending.set(key, decision);
    const pin = await decision;
    this.#keep(key, pin);
    return pin;
  }

  #keep(key: string, pin: Pin): void {
    this.#held.delete(key);
    this.#held.set(key, { pin, until: this.#options.now() + this.#options.pinMs });
    const oldest = this.#held.size > heldAtMost ? this.#held.keys().next() : undefined;
    if (oldest && !oldest.done) this.#held.delete(oldest.value);
  }

  async #decide(tenantId: string, host: string, port: number): Promise<Pin> {
    const rules = this.#options.rules.for(tenantId);
    const found = await this.#resolve(host);
    const judged = found.map((each) => ({ each, refusal: this.#refusal(rules, host, port, each.address) }));
    const addresses = judged.filter(({ refusal }) => !refusal).map(({ each }) => each);
    if (addresses.length === 0) {
      throw egressFailure({ code: 'egress.refused', params: { host, reason: judged[0]?.refusal ?? 'no address' } });
    }
    return { addresses, key: addresses.map((each) => each.address).join(',') };
  }

  async #resolve(host: string): Promise<readonly LookupAddress[]> {
    const literal = ipaddr.isValid(host) ? ipaddr.parse(host) : undefined;
    if (literal) return [{ address: host, family: literal.kind() === 'ipv4' ? 4 : 6 }];
    try {
      return await this.#options.resolve(host);
    } catch (error) {
      throw transportFailure(error, host, false);
    }
  }

  /** Why an address may not be called: its class. */
  #refusal(rules: ReturnType<EgressRules['for']>, host: string, port: number, text: string): string | undefined {
    const address: Address = ipaddr.parse(text);
    const kind = classifyAddress(address);
    if (kind === 'public') return undefined;
    const covers = rules.map((rule) => ruleCovers(rule, { host, port, address }));
    const allowed = covers.includes('address') || (kind !== 'metadata' && covers.includes('name'));
    return allowed ? undefined : `${kind} address`;
  }
}
