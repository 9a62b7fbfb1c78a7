interface Connections {
  readonly core: string;
  readonly feishu: string;
  readonly http: string;
}

interface DemoStep {
  readonly id: string;
  readonly [field: string]: unknown;
}

interface DemoDocument {
  readonly steps: readonly DemoStep[];
  readonly edges: readonly { readonly from: string; readonly port: string; readonly to: string }[];
  readonly [field: string]: unknown;
}

const version = '1.0.0';
const path = (...names: readonly string[]) => ({ kind: 'path', path: names });
const expression = (text: string) => ({ kind: 'expression', expression: text });
const fields = (...lines: readonly (readonly [target: string, source: object])[]) => ({
  kind: 'fields',
  fields: lines.map(([target, source]) => ({ target: [target], source })),
});

/** The scenario everybody asks for first, drawn as an implementer would: branch on priority, notify, keep. */
export function demoFlow({ core, feishu, http }: Connections): DemoDocument {
  const action = (
    id: string,
    label: string,
    connector: string,
    connectionId: string,
    name: string,
    input: object,
    more: object = {},
  ) => ({
    kind: 'action',
    id,
    label,
    connector: { name: connector, version },
    connectionId,
    action: name,
    input,
    retry: { attempts: 2, backoffMs: 200 },
    ...more,
  });
  const receiver = ['receiver', path('trigger', 'assignee', 'imIds', 'feishu')] as const;
  const card = {
    ...fields(
      receiver,
      ['title', expression('"【紧急】" & trigger.ticket.number & " " & trigger.ticket.subject')],
      ['text', expression('"**客户** " & steps.get_customer.name & "\\n**优先级** " & trigger.ticket.priority')],
      ['color', { kind: 'table', path: ['trigger', 'ticket', 'priority'], table: 'color' }],
    ),
    tables: {
      color: {
        entries: [
          { from: 'urgent', to: 'red' },
          { from: 'high', to: 'orange' },
        ],
        unmatched: { policy: 'value', value: 'grey' },
      },
    },
  };
  return {
    format: 'joinery.flow/1',
    trigger: {
      kind: 'event',
      connector: { name: 'service-core', version },
      connectionId: core,
      trigger: 'ticket-event-received',
      settings: { events: ['ticket.created', 'ticket.updated', 'ticket.escalated'] },
    },
    steps: [
      action(
        'get_customer',
        '读取客户',
        'service-core',
        core,
        'get-customer',
        fields(['id', path('trigger', 'ticket', 'customerId')]),
      ),
      {
        kind: 'branch',
        id: 'by_priority',
        label: '按优先级分支',
        cases: [
          { port: 'case_urgent', label: '紧急', when: 'trigger.ticket.priority = "urgent"' },
          { port: 'case_high', label: '高', when: 'trigger.ticket.priority = "high"' },
        ],
      },
      action('send_card', '飞书通知负责人', 'feishu', feishu, 'send-card-message', card),
      action(
        'send_text',
        '飞书提醒',
        'feishu',
        feishu,
        'send-text-message',
        fields(receiver, ['text', expression('"【" & trigger.ticket.priority & "】" & trigger.ticket.subject')]),
      ),
      {
        kind: 'map',
        id: 'row',
        label: '整理入库数据',
        mapping: fields(
          ['ticketNo', path('trigger', 'ticket', 'number')],
          ['subject', path('trigger', 'ticket', 'subject')],
          ['customer', path('steps', 'get_customer', 'name')],
          ['priority', path('trigger', 'ticket', 'priority')],
        ),
      },
      action(
        'store',
        '写入数据平台',
        'http',
        http,
        'send',
        fields(
          ['path', { kind: 'constant', value: '/items' }],
          ['method', { kind: 'constant', value: 'POST' }],
          ['body', path('steps', 'row')],
        ),
        { onAmbiguous: 'hold' },
      ),
      { kind: 'end', id: 'give_up', label: '通知失败', result: 'failed', reason: '"飞书通知没有送达"' },
    ],
    edges: [
      { from: 'trigger', port: 'out', to: 'get_customer' },
      { from: 'get_customer', port: 'out', to: 'by_priority' },
      { from: 'by_priority', port: 'case_urgent', to: 'send_card' },
      { from: 'by_priority', port: 'case_high', to: 'send_text' },
      { from: 'by_priority', port: 'else', to: 'row' },
      { from: 'send_card', port: 'out', to: 'row' },
      { from: 'send_card', port: 'error', to: 'give_up' },
      { from: 'send_text', port: 'out', to: 'row' },
      { from: 'row', port: 'out', to: 'store' },
    ],
    settings: { sensitive: ['mobile', 'phone'] },
  };
}

/** The flow as somebody is changing it: one mapping can fail now, one step is gone, one was added. */
export function redrawn(document: DemoDocument): DemoDocument {
  const mapping = fields(
    ['ticketNo', path('trigger', 'ticket', 'number')],
    ['subject', expression('"[" & trigger.ticket.priority & "] " & trigger.ticket.subject')],
    ['customer', path('steps', 'get_customer', 'name')],
    ['level', expression('trigger.ticket.priority = "low" ? $number("low") : 1')],
  );
  const added = { kind: 'filter', id: 'has_customer', label: '有客户才入库', when: '$exists(steps.row.customer)' };
  const kept = document.steps.filter(({ id }) => id !== 'give_up');
  return {
    ...document,
    steps: [...kept.map((step) => (step.id === 'row' ? { ...step, mapping } : step)), added],
    edges: [
      ...document.edges.filter(({ to }) => to !== 'give_up' && to !== 'store'),
      { from: 'row', port: 'out', to: 'has_customer' },
      { from: 'has_customer', port: 'out', to: 'store' },
    ],
  };
}
