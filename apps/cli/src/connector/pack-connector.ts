import { resolve } from 'node:path';
import { checkConnector, ConnectorDefect, type ManifestFault } from '@joinery/connector-sdk';
import type { ConnectorManifest } from '@joinery/contracts';
import { CommandError } from '../command-error.ts';
import { connectorAt } from './validate-connector.ts';

/**
 * A connector as the one `manifest.json` that others install.
 *
 * @throws CommandError for a connector that is not sound, or that has code: code is not packed
 */
export async function packConnector(path: string): Promise<ConnectorManifest> {
  const connector = await connectorAt(resolve(path)).catch((error: unknown) => {
    throw error instanceof ConnectorDefect ? unsound(error.faults) : error;
  });
  const code = Object.keys(connector.code);
  if (code.length > 0) throw new CommandError(`only data can be packed; these places have code: ${code.join(', ')}`);
  const faults = checkConnector(connector);
  if (faults.length > 0) throw unsound(faults);
  return connector.manifest;
}

function unsound(faults: readonly ManifestFault[]): CommandError {
  return new CommandError(faults.map(({ place, message }) => `${place}: ${message}`).join('\n'));
}
