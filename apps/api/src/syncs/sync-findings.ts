import {
  errorCodes,
  FailureError,
  failureText,
  type Failure,
  type Finding,
  type JsonSchema,
  type RecordObject,
  type SyncDocument,
  type SyncId,
} from '@joinery/contracts';
import { sideTraits } from '@joinery/connector-host';
import { ExpressionError } from '@joinery/mapping';
import { findRing, prepareSync, type SideTraits } from '@joinery/sync';
import { ProblemError } from '../http/problem-error.ts';
import type { TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';

/** A finding with the failure it stands for. */
export type SyncFinding = Finding & { readonly failure: Failure };

/** What is wrong with a document, held against the connectors installed here and the tenant's other syncs. */
export async function syncFindings(
  syncId: SyncId,
  document: SyncDocument,
  records: TenantRecords,
  catalogue: ConnectorCatalogue,
): Promise<readonly SyncFinding[]> {
  const connections = await records.connections.connectors();
  const findings: SyncFinding[] = [];
  const a = sideFindings(document, 'a', connections, catalogue, findings);
  const b = sideFindings(document, 'b', connections, catalogue, findings);
  if (a && b) findings.push(...preparationFindings(syncId, document, { a, b }));
  for (const [index, one] of document.realTime.entries()) {
    const side = document[one.side];
    if (catalogue.find(side.connector) && !Object.hasOwn(catalogue.find(side.connector)!.triggers, one.trigger))
      findings.push(unknown(`realTime[${index}].trigger`, side.connector.name, one.trigger));
  }
  const others = await records.syncs.published();
  const ring = findRing({ syncId, document }, others);
  if (ring) {
    const names = ring.map((id) => others.find((other) => other.syncId === id)?.name ?? id);
    findings.push(finding('direction', { code: 'sync.ring', kind: 'invalid', params: { syncs: names.join(' → ') } }));
  }
  return findings;
}

/** Throws one problem that names every mistake which stops a document from being published. */
export async function refuseBrokenSync(
  { id, document }: { readonly id: SyncId; readonly document: SyncDocument },
  records: TenantRecords,
  connectors: ConnectorCatalogue,
): Promise<void> {
  const findings = await syncFindings(id, document, records, connectors);
  const [first] = findings;
  if (!first) return;
  const mistakes = findings.map(({ place, message, failure: { code } }) => ({
    place,
    detail: message.en,
    code,
    message,
  }));
  throw new ProblemError(first.failure.code, first.failure.params, { mistakes });
}

/** The object's traits, where it and its connection are there. */
function sideFindings(
  document: SyncDocument,
  side: 'a' | 'b',
  connections: ReadonlyMap<string, string>,
  catalogue: ConnectorCatalogue,
  findings: SyncFinding[],
): SideTraits | undefined {
  const { connector, connectionId, object } = document[side];
  const { name, version } = connector;
  const owner = connections.get(connectionId);
  if (owner === undefined)
    findings.push(
      finding(`${side}.connectionId`, { code: 'not-found', kind: 'permanent', params: { what: 'connection' } }),
    );
  else if (owner !== name)
    findings.push(
      finding(`${side}.connectionId`, {
        code: 'flow.wrong-connection',
        kind: 'invalid',
        params: { step: side.toUpperCase(), actual: owner, expected: name },
      }),
    );
  const manifest = catalogue.find(connector);
  if (!manifest) {
    const params = { place: side, connector: name, version };
    findings.push(finding(`${side}.connector`, { code: 'flow.unknown-connector', kind: 'invalid', params }));
    return undefined;
  }
  const declared = Object.hasOwn(manifest.objects, object) ? manifest.objects[object] : undefined;
  if (!declared) findings.push(unknown(`${side}.object`, name, object));
  return declared && sideTraits(declared, knownSchema(declared));
}

/** What an account adds is seen when a pass begins; nothing here depends on it. */
export function knownSchema({ fields }: RecordObject): JsonSchema {
  return ((fields.from === 'manifest' ? fields.schema : fields.known) ?? {}) as JsonSchema;
}

function preparationFindings(
  syncId: SyncId,
  document: SyncDocument,
  traits: { readonly a: SideTraits; readonly b: SideTraits },
): readonly SyncFinding[] {
  try {
    prepareSync({ syncId, document, traits });
    return [];
  } catch (error) {
    if (error instanceof FailureError) return [finding('direction', error.failure)];
    if (!(error instanceof ExpressionError)) throw error;
    const params = { place: 'mappings', detail: error.message };
    return [finding('mappings', { code: 'expression.failed', kind: 'invalid', params })];
  }
}

const unknown = (place: string, connector: string, action: string): SyncFinding =>
  finding(place, {
    code: 'flow.unknown-action',
    kind: errorCodes['flow.unknown-action'].kind,
    params: { connector, action, place },
  });

function finding(place: string, failure: Failure): SyncFinding {
  return {
    severity: 'error',
    code: failure.code,
    place,
    message: { zh: failureText(failure, 'zh'), en: failureText(failure, 'en') },
    failure,
  };
}
