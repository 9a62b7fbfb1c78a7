import type { ConnectorManifest, JsonObject } from '@joinery/contracts';
import type { SecretValues } from '@joinery/vault';
import { invalidRequest } from '../http/problem-error.ts';

/** Fields that decide which host the secrets are sent to. */
export function addressFields({ hosts, baseUrl }: ConnectorManifest): readonly string[] {
  const templates = [...hosts, baseUrl ?? ''].join(' ');
  return [...new Set([...templates.matchAll(/\bconnection\.([A-Za-z0-9_]+)/g)].map((match) => match[1] ?? ''))];
}

export interface AddressChange {
  readonly manifest: ConnectorManifest;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly kept: SecretValues;
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Who may edit a connection may not read its secrets. Sending them to an address of one's own would be reading them, so
 * with a new address every secret is entered anew.
 */
export function refuseSecretsToNewAddress({ manifest, before, after, kept, given }: AddressChange): void {
  const moved = addressFields(manifest).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const carried = Object.keys(kept).filter((name) => !Object.hasOwn(given, name));
  if (moved.length === 0 || carried.length === 0) return;
  const detail = `the address (${moved.join(', ')}) has changed: enter the secret again`;
  throw invalidRequest(carried.map((name) => ({ place: `body.secrets.${name}`, detail })));
}
