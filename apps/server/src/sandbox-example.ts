import type { ExampleConnection, SandboxExample } from '@joinery/api';
import { FlowDocumentSchema, type FlowDocument } from '@joinery/contracts';
import { fromExpression } from '@joinery/mapping';

/** The example's texts in one language. */
interface Words {
  readonly name: string;
  readonly description: string;
  readonly branch: string;
  readonly urgent: string;
  readonly toAssignee: string;
  readonly toAssigneeUrgently: string;
  readonly prefix: string;
  readonly customer: string;
  readonly priority: string;
}

const words: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    name: '新工单通知到飞书(示例)',
    description: '客服核心的工单新建、更新或升级时,按优先级给受理人发送飞书卡片。',
    branch: '按优先级分流',
    urgent: '高或紧急',
    toAssignee: '飞书通知受理人',
    toAssigneeUrgently: '飞书紧急通知',
    prefix: '【紧急】',
    customer: '客户',
    priority: '优先级',
  },
  en: {
    name: 'Tickets told in Feishu (example)',
    description: 'When a ticket of the core is created, changed or escalated, its assignee gets a card in Feishu.',
    branch: 'By priority',
    urgent: 'High or urgent',
    toAssignee: 'Tell the assignee in Feishu',
    toAssigneeUrgently: 'Tell urgently in Feishu',
    prefix: '[Urgent] ',
    customer: 'Customer',
    priority: 'Priority',
  },
};

/** Tickets of the core become cards in Feishu: an event, a branch, two messages. */
export function ticketExample(language: 'zh' | 'en'): SandboxExample {
  const text = words[language];
  const { name, description } = text;
  return {
    name,
    description,
    simulators: ['service-core', 'feishu'],
    document: ([core, feishu]) => documentOf(text, core!, feishu!),
  };
}

function documentOf(text: Words, core: ExampleConnection, feishu: ExampleConnection): FlowDocument {
  const { connectionId, ...connector } = core;
  return FlowDocumentSchema.parse({
    format: 'joinery.flow/1',
    trigger: {
      kind: 'event',
      connector,
      connectionId,
      trigger: 'ticket-event-received',
      settings: { events: ['ticket.created', 'ticket.updated', 'ticket.escalated'] },
    },
    steps: [
      {
        id: 'priority',
        label: text.branch,
        kind: 'branch',
        cases: [{ port: 'case_urgent', label: text.urgent, when: 'trigger.ticket.priority in ["high", "urgent"]' }],
      },
      card('tell_urgently', text.toAssigneeUrgently, feishu, cardInput(text, 'red', text.prefix)),
      card('tell', text.toAssignee, feishu, cardInput(text, 'blue', '')),
    ],
    edges: [
      { from: 'trigger', port: 'out', to: 'priority' },
      { from: 'priority', port: 'case_urgent', to: 'tell_urgently' },
      { from: 'priority', port: 'else', to: 'tell' },
    ],
    settings: { logLevel: 'all' },
  }) as FlowDocument;
}

function card(id: string, label: string, { connectionId, ...connector }: ExampleConnection, input: string): object {
  return {
    id,
    label,
    kind: 'action',
    connector,
    connectionId,
    action: 'send-card-message',
    input: fromExpression(input),
    onAmbiguous: 'retry',
  };
}

function cardInput({ customer, priority }: Words, color: string, prefix: string): string {
  return `{
    "receiver": trigger.assignee.imIds.feishu,
    "title": "${prefix}" & trigger.ticket.number & " " & trigger.ticket.subject,
    "color": "${color}",
    "text": "**${customer}** " & trigger.customer.name & "\\n**${priority}** " & trigger.ticket.priority
  }`;
}
