interface Connected {
  readonly name: string;
  readonly version: string;
  readonly connectionId: string;
}

/** Webhook → an effect that is idempotent by its key → one that nothing protects and that is held when in doubt. */
export function chaosFlow({ webhook, http }: { readonly webhook: Connected; readonly http: Connected }): unknown {
  const { connectionId, ...connector } = http;
  const action = (id: string, name: string, path: string): object => ({
    id,
    label: id,
    kind: 'action',
    connector,
    connectionId,
    action: name,
    input: { kind: 'expression', expression: `{"path": "${path}", "body": {"id": trigger.body.id}}` },
    onAmbiguous: 'hold',
    retry: { attempts: 10, backoffMs: 100 },
  });
  return {
    format: 'joinery.flow/1',
    trigger: {
      kind: 'event',
      connector: { name: webhook.name, version: webhook.version },
      connectionId: webhook.connectionId,
      trigger: 'event-received',
    },
    steps: [
      {
        id: 'shape',
        label: 'shape',
        kind: 'map',
        mapping: { kind: 'expression', expression: '{"id": trigger.body.id}' },
      },
      action('safe', 'send-once', '/idempotent'),
      action('once', 'send', '/unsafe'),
    ],
    edges: [
      { from: 'trigger', port: 'out', to: 'shape' },
      { from: 'shape', port: 'out', to: 'safe' },
      { from: 'safe', port: 'out', to: 'once' },
    ],
    settings: { dedupeKey: 'trigger.body.id', logLevel: 'all' },
  };
}
