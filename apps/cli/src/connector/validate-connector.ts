import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  checkConnector,
  type Connector,
  ConnectorDefect,
  connectorFromManifest,
  type ManifestFault,
} from '@joinery/connector-sdk';
import { CommandError } from '../command-error.ts';

export interface Validation {
  readonly connector: string;
  /** Empty when it is sound. */
  readonly faults: readonly ManifestFault[];
}

/**
 * Validates a connector without calling anybody: a `manifest.json`, or the folder of a connector that is built.
 *
 * @throws CommandError where there is no connector at the path
 */
export async function validateConnector(path: string): Promise<Validation> {
  try {
    const connector = await connectorAt(resolve(path));
    const { name, version } = connector.manifest;
    return { connector: `${name} ${version}`, faults: checkConnector(connector) };
  } catch (error) {
    if (error instanceof ConnectorDefect) return { connector: path, faults: error.faults };
    throw error;
  }
}

/** @throws ConnectorDefect for one whose shape is wrong, CommandError where there is none */
export async function connectorAt(path: string): Promise<Connector> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new CommandError(`there is nothing at ${path}`);
  return found.isDirectory() ? connectorInFolder(path) : connectorFromManifest(await jsonAt(path));
}

async function connectorInFolder(folder: string): Promise<Connector> {
  const built = join(folder, 'dist/index.js');
  if (!(await stat(built).catch(() => undefined))) {
    throw new CommandError(`${folder} is not built yet: run “npx tsc -b ${folder}” first`);
  }
  const module = (await import(pathToFileURL(built).href)) as {
    readonly default?: unknown;
    readonly connector?: unknown;
  };
  const connector = module.connector ?? module.default;
  if (isConnector(connector)) return connector;
  throw new CommandError(`${folder} exports no connector`);
}

function isConnector(value: unknown): value is Connector {
  return typeof value === 'object' && value !== null && 'manifest' in value && 'code' in value;
}

async function jsonAt(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file} is no JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
