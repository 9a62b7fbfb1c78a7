import type { ConnectorManifest, Json } from '@joinery/contracts';
import { checkConnector, ConnectorDefect, connectorFromManifest, type ManifestFault } from '@joinery/connector-sdk';
import { ProblemError } from '../http/problem-error.ts';

/** @throws ProblemError `manifest.invalid` with every place that is wrong */
export function soundManifest(manifest: Json): ConnectorManifest {
  const { connector, faults } = checked(manifest);
  if (connector && faults.length === 0) return connector.manifest;
  const [first] = faults;
  throw new ProblemError(
    'manifest.invalid',
    { detail: first ? `${first.place}: ${first.message}` : '' },
    { mistakes: faults.slice(0, 100).map(({ place, message }) => ({ place: `manifest.${place}`, detail: message })) },
  );
}

function checked(manifest: Json): {
  readonly connector?: ReturnType<typeof connectorFromManifest>;
  readonly faults: readonly ManifestFault[];
} {
  try {
    const connector = connectorFromManifest(manifest);
    return { connector, faults: checkConnector(connector) };
  } catch (error) {
    if (error instanceof ConnectorDefect) return { faults: error.faults };
    throw error;
  }
}
