import type { ConnectorManifest, Operation } from '@joinery/contracts';
import type { Tokens } from '../auth/tokens.ts';
import type { Session } from '../connection/session.ts';
import type { Sessions, Which } from '../connection/sessions.ts';
import type { ConnectorRegistry } from '../connector/connector-registry.ts';
import type { CompiledOperation } from '../operation/compile-operation.ts';
import type { Operations } from '../operation/run-operation.ts';
import type { VendorCalls } from '../operation/vendor-calls.ts';

/** What the parts of the host share. */
export interface HostParts {
  readonly registry: ConnectorRegistry;
  readonly sessions: Sessions;
  readonly operations: Operations;
  readonly calls: VendorCalls;
  readonly tokens: Tokens;
}

/** A call on behalf of a connection, for people or in the background. */
export interface HostCall extends Which {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

export const usualTimeoutMs = 30_000;

export function endOf({ timeoutMs = usualTimeoutMs }: { readonly timeoutMs?: number }): number {
  return performance.now() + timeoutMs;
}

/** An operation of the manifest that is not an action's. */
export function operationAt(
  session: Session,
  place: string,
  of: (manifest: ConnectorManifest) => Operation,
): CompiledOperation {
  return session.connector.operation(place, of);
}
