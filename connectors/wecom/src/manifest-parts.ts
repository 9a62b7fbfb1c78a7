import type { ConnectorManifestInput } from '@joinery/contracts';

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];

/** Parts of a manifest that several actions have in common, as an author writes them. */
export type Effect = ActionInput['effect'];
export type RequestOperation = Extract<ActionInput['operation'], { kind: 'request' }>;
