import type { FlowDocument, Step } from '@joinery/contracts';

/** A step that calls an action, for tests. */
export function anAction(id: string): Step {
  return {
    kind: 'action',
    id,
    label: id,
    connector: { name: 'feishu', version: '1.0.0' },
    connectionId: null,
    action: 'send-message',
    input: { kind: 'fields', fields: [] },
    onAmbiguous: 'hold',
  };
}

/** trigger → fetch → send, for tests. */
export function aDocument(): FlowDocument {
  return {
    format: 'joinery.flow/1',
    trigger: { kind: 'manual' },
    steps: [anAction('fetch'), anAction('send')],
    edges: [
      { from: 'trigger', port: 'out', to: 'fetch' },
      { from: 'fetch', port: 'out', to: 'send' },
    ],
    settings: {
      dedupeWindowMs: 604_800_000,
      timeoutMs: 86_400_000,
      logLevel: 'all',
      alertOnFailure: true,
      sensitive: [],
    },
  };
}
