import type { ConnectorManifestInput } from '@joinery/contracts';

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];

/** A request of the manifest, as an author writes it. */
export type RequestOperation = Extract<ActionInput['operation'], { kind: 'request' }>;

/** Numbers as texts: ids have 64 bits, and JavaScript would lose their last digits. */
export const numbersAsStrings = { 'option.n_a_s': "'1'" };

export const read = (path: string, output?: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query: numbersAsStrings },
  ...(output !== undefined && { output }),
});

export const post = (path: string, body: string, output?: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'POST', path, query: numbersAsStrings, body },
  ...(output !== undefined && { output }),
});
