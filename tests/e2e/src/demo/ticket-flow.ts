interface Ref {
  readonly name: string;
  readonly version: string;
}

export interface TicketFlowParts {
  readonly core: Ref & { readonly connectionId: string };
  readonly feishu: Ref & { readonly connectionId: string };
  readonly postgres: Ref & { readonly connectionId: string };
  readonly table: string;
}

/**
 * "Ticket created or escalated in the core → branch on priority → map → Feishu message to the assignee, and a row into
 * a PostgreSQL warehouse table." Both effects are idempotent by what is theirs: the message by its key, the row by its id.
 */
export function ticketFlow({ core, feishu, postgres, table }: TicketFlowParts): unknown {
  const expression = (text: string): unknown => ({ kind: 'expression', expression: text });
  const step = (id: string, label: string, kind: string, more: object): object => ({ id, label, kind, ...more });
  const action = (
    id: string,
    label: string,
    { connectionId, ...connector }: Ref & { readonly connectionId: string },
    name: string,
    input: string,
  ): object =>
    step(id, label, 'action', {
      connector,
      connectionId,
      action: name,
      input: expression(input),
      retry: { attempts: 8, backoffMs: 200 },
    });
  return {
    format: 'joinery.flow/1',
    trigger: {
      kind: 'event',
      connector: { name: core.name, version: core.version },
      connectionId: core.connectionId,
      trigger: 'ticket-event-received',
      settings: { events: ['ticket.created', 'ticket.escalated'] },
    },
    steps: [
      step('priority', '按优先级分流', 'branch', {
        cases: [{ port: 'case_urgent', label: '高或紧急', when: 'trigger.ticket.priority in ["high", "urgent"]' }],
      }),
      step('urgent', '紧急通知', 'map', { mapping: expression(message('red', '【紧急】')) }),
      step('normal', '一般通知', 'map', { mapping: expression(message('blue', '')) }),
      step('row', '入库行', 'map', { mapping: expression(row) }),
      action('notify_urgent', '飞书通知(紧急)', feishu, 'send-card-message', 'steps.urgent'),
      action('notify_normal', '飞书通知', feishu, 'send-card-message', 'steps.normal'),
      action(
        'store',
        '写入数仓',
        postgres,
        'upsert-row',
        `{"table": "${table}", "key": ["event_id"], "row": steps.row}`,
      ),
    ],
    edges: [
      { from: 'trigger', port: 'out', to: 'priority' },
      { from: 'trigger', port: 'out', to: 'row' },
      { from: 'priority', port: 'case_urgent', to: 'urgent' },
      { from: 'priority', port: 'else', to: 'normal' },
      { from: 'urgent', port: 'out', to: 'notify_urgent' },
      { from: 'normal', port: 'out', to: 'notify_normal' },
      { from: 'row', port: 'out', to: 'store' },
    ],
    settings: { logLevel: 'all' },
  };
}

function message(color: string, prefix: string): string {
  return `{
    "receiver": trigger.assignee.imIds.feishu,
    "title": "${prefix}" & trigger.ticket.number & " " & trigger.ticket.subject,
    "color": "${color}",
    "text": $join([
      "**客户** " & trigger.customer.name,
      "**联系人** " & trigger.requester.name,
      "**优先级** " & $lookup({"low": "低", "normal": "中", "high": "高", "urgent": "紧急"}, trigger.ticket.priority),
      "事件 " & trigger.id
    ], "\\n")
  }`;
}

const row = `{
  "event_id": trigger.id,
  "event_type": trigger.type,
  "ticket_id": trigger.ticket.id,
  "ticket_number": trigger.ticket.number,
  "subject": trigger.ticket.subject,
  "priority": trigger.ticket.priority,
  "customer": trigger.customer.name,
  "assignee": trigger.assignee.name,
  "occurred_at": trigger.occurredAt
}`;
