import { FailureError, type FlowDocument, type FlowId, type TenantId } from '@joinery/contracts';
import type { FlowSource } from '@joinery/engine';
import type { Database } from '../database/database.ts';

/** Versions kept in memory; the one not used for the longest goes first. */
const mostKept = 500;

/** Published versions. They never change, so each is read once for as long as it is in use. */
export class FlowVersionStore implements FlowSource {
  readonly #database: Database;
  readonly #kept = new Map<string, Promise<FlowDocument>>();

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  version(tenantId: TenantId, flowId: FlowId, version: number): Promise<FlowDocument> {
    const key = `${tenantId}|${flowId}|${version}`;
    const known = this.#kept.get(key);
    const document = known ?? this.#read(tenantId, flowId, version);
    this.#kept.delete(key);
    this.#kept.set(key, document);
    if (!known) {
      // What could not be read is asked for again by the next one.
      document.catch(() => this.#kept.delete(key));
      if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    }
    return document;
  }

  async #read(tenantId: TenantId, flowId: FlowId, version: number): Promise<FlowDocument> {
    const { rows } = await this.#database.system.query<{ document: FlowDocument }>({
      name: 'flow-version',
      text: 'select document from flow_version where flow_id = $1 and version = $2 and tenant_id = $3',
      values: [flowId, version, tenantId],
    });
    if (rows[0]) return rows[0].document;
    const what = `${flowId} v${version}`;
    throw new FailureError({ code: 'not-found', kind: 'permanent', params: { what } });
  }
}
