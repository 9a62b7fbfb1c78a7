import { validateFlow, type FlowCatalogue, type Finding } from '@joinery/flow';
import type { FlowDocument } from '@joinery/contracts';
import { ProblemError } from '../http/problem-error.ts';
import type { TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';

/** What is wrong with a document, held against the connectors installed here and what its tenant has. */
export async function findingsOf(
  document: FlowDocument,
  records: TenantRecords,
  connectors: ConnectorCatalogue,
): Promise<readonly Finding[]> {
  const connections = await records.connections.connectors();
  const callable = await records.flows.callable();
  const catalogue: FlowCatalogue = {
    connector: (ref) => {
      const manifest = connectors.find(ref);
      if (!manifest) return undefined;
      return {
        actions: new Map(Object.entries(manifest.actions)),
        triggers: new Map(Object.entries(manifest.triggers).map(([name, { output }]) => [name, output])),
        needsConnection: manifest.connection.auth.some((one) => one.scheme !== 'none'),
      };
    },
    connection: (id) => {
      const connector = connections.get(id);
      return connector === undefined ? undefined : { connector };
    },
    callableFlow: (id) => callable.has(id),
  };
  return validateFlow(document, catalogue);
}

export const isError = (finding: Finding): boolean => finding.severity === 'error';

/** Throws one problem that names every mistake which stops a document from being published. */
export async function refuseBrokenFlow(
  document: FlowDocument,
  records: TenantRecords,
  connectors: ConnectorCatalogue,
): Promise<void> {
  const errors = (await findingsOf(document, records, connectors)).filter(isError);
  const first = errors[0];
  if (!first) return;
  const mistakes = errors.map(({ place, code, message }) => ({ place, detail: message.en, code, message }));
  throw new ProblemError(first.code, first.params, { mistakes });
}
