import type { ConnectorManifest, ConnectorRef, TenantId } from '@joinery/contracts';
import type { ConnectorRegistry } from '@joinery/connector-host';
import { connectorFromManifest } from '@joinery/connector-sdk';
import type { InstalledConnector } from '@joinery/persistence';

export interface InstalledConnectorsOptions {
  /** Every installed connector; manifests only of those that are not known yet. */
  readonly load: (known: readonly string[]) => Promise<readonly InstalledConnector[]>;
  readonly registry: ConnectorRegistry;
  /** A stored manifest that cannot be used any more, by an installation that is newer than it: the others are. */
  readonly onUnusable: (ref: ConnectorRef, error: unknown) => void;
}

interface Known {
  readonly ref: ConnectorRef;
  readonly tenantId: TenantId;
}

/**
 * The connectors that tenants installed, in the registry of this process. A change is known at once where it was made,
 * elsewhere after the next look.
 */
export class InstalledConnectors {
  readonly #options: InstalledConnectorsOptions;
  readonly #known = new Map<string, Known>();
  #looking: Promise<void> = Promise.resolve();

  constructor(options: InstalledConnectorsOptions) {
    this.#options = options;
  }

  /** One look at a time: each begins when the one before has ended, so that it sees what was there when it was asked for. */
  refresh(): Promise<void> {
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => undefined);
    return look;
  }

  async #look(): Promise<void> {
    const installed = await this.#options.load([...this.#known.keys()]);
    const ids = new Set(installed.map(({ id }) => id));
    for (const [id, { ref }] of this.#known) if (!ids.has(id)) this.#forget(id, ref);
    for (const one of installed) if (!this.#known.has(one.id)) this.#add(one);
  }

  /** Whose it is; nothing for those that everybody has. */
  ownerOf({ name, version }: ConnectorRef): TenantId | undefined {
    for (const { ref, tenantId } of this.#known.values())
      if (ref.name === name && ref.version === version) return tenantId;
    return undefined;
  }

  #add({ id, tenantId, name, version, manifest }: InstalledConnector): void {
    const ref = { name, version };
    this.#known.set(id, { ref, tenantId });
    try {
      this.#options.registry.add(connectorFromManifest(manifest as unknown as ConnectorManifest));
    } catch (error) {
      this.#options.onUnusable(ref, error);
    }
  }

  #forget(id: string, ref: ConnectorRef): void {
    this.#known.delete(id);
    this.#options.registry.remove(ref);
  }
}
