import type { ConnectorManifestInput } from '@joinery/contracts';

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];

/** A request of the manifest, as an author writes it. */
export type RequestOperation = Extract<ActionInput['operation'], { kind: 'request' }>;
