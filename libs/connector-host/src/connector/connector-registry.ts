import type { ConnectorRef } from '@joinery/contracts';
import type { Connector } from '@joinery/connector-sdk';
import { failWith } from '../failures.ts';
import { CompiledConnector } from './compiled-connector.ts';

/** The installed connectors by name and exact version. */
export class ConnectorRegistry {
  readonly #connectors = new Map<string, CompiledConnector>();

  constructor(connectors: readonly Connector[] = []) {
    for (const connector of connectors) this.add(connector);
  }

  /** @throws ExpressionError where what every call needs does not compile; Error when that version is there already */
  add(connector: Connector): void {
    const key = keyOf(connector.manifest);
    if (this.#connectors.has(key)) throw new Error(`connector ${key} is installed already`);
    this.#connectors.set(key, new CompiledConnector(connector));
  }

  remove(ref: ConnectorRef): void {
    this.#connectors.delete(keyOf(ref));
  }

  list(): readonly Connector[] {
    return [...this.#connectors.values()];
  }

  find(ref: ConnectorRef): CompiledConnector | undefined {
    return this.#connectors.get(keyOf(ref));
  }

  /** @throws FailureError `flow.unknown-connector` */
  get(ref: ConnectorRef, place = 'connector'): CompiledConnector {
    const found = this.find(ref);
    if (found) return found;
    throw failWith('flow.unknown-connector', { place, connector: ref.name, version: ref.version });
  }
}

function keyOf({ name, version }: ConnectorRef): string {
  return `${name}@${version}`;
}
