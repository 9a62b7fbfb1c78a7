import {
  enumerations,
  type Bilingual,
  type EnumerationName,
  type JsonObject,
  type MatchForm,
} from '@joinery/contracts';

/** The connector and connection of a role, for triggers, steps and sides. */
export const via = (role: string): JsonObject => ({
  connector: `@{connectors.${role}}`,
  connectionId: `@{connections.${role}}`,
});

/** An event of a connector as the trigger of a flow. */
export const onEvent = (role: string, trigger: string, more: JsonObject = {}): JsonObject => ({
  kind: 'event',
  ...via(role),
  trigger,
  ...more,
});

export const expression = (text: string): JsonObject => ({ kind: 'expression', expression: text });

/** Other systems have bad minutes: worth a few patient repetitions. */
const patient: JsonObject = { attempts: 8, backoffMs: 500 };

interface ActionStep {
  readonly id: string;
  readonly label: string;
  readonly role: string;
  readonly action: string;
  /** The mapping of its input. */
  readonly input: string;
  readonly more?: JsonObject;
}

export const action = ({ id, label, role, action: name, input, more = {} }: ActionStep): JsonObject => ({
  id,
  label,
  kind: 'action',
  ...via(role),
  action: name,
  input: expression(input),
  retry: patient,
  ...more,
});

/** `trigger → a → b` and, with a port, `a:else → c`. */
function edges(paths: readonly string[]): readonly JsonObject[] {
  return paths.flatMap((path) => {
    const stations = path.split('→').map((one) => one.trim().split(':'));
    return stations.slice(1).map(([to = ''], index): JsonObject => {
      const [from = '', port = 'out'] = stations[index] ?? [];
      return { from, port, to };
    });
  });
}

interface LookUp {
  readonly id: string;
  readonly label: string;
  readonly role: string;
  readonly action: string;
  /** The mapping of its input. */
  readonly input: string;
  /** What to keep of each `item`; the step's output has it as `results`. */
  readonly collect: string;
}

/** Looks records up, all pages of them. */
export const lookUp = ({ id, label, role, action: name, input, collect }: LookUp): JsonObject => ({
  id,
  label,
  kind: 'each',
  items: { from: 'pages', ...via(role), action: name, input: expression(input) },
  collect,
  body: { steps: [], edges: [] },
});

interface Flow {
  readonly trigger: JsonObject;
  readonly steps: readonly JsonObject[];
  /** Each as `edges` reads it. */
  readonly lines: readonly string[];
  readonly settings?: JsonObject;
}

export const flow = ({ trigger, steps, lines, settings = {} }: Flow): JsonObject => ({
  format: 'joinery.flow/1',
  trigger,
  steps,
  edges: edges(lines),
  settings: { logLevel: 'all', ...settings },
});

const dayMs = 24 * 3_600_000;

/** A ticket that carries a tag is taken up once, however often it is edited afterwards. */
export const onceTagged = (tag: string): JsonObject => ({
  dedupeKey: `${tag} in trigger.ticket.tags ? ${tag} & ":" & trigger.ticket.id : trigger.id`,
  dedupeWindowMs: 90 * dayMs,
});

export const days = (count: number): number => count * dayMs;

/** Words for the values of canonical enumerations; `labelled` speaks them. */
export function labels(...names: readonly EnumerationName[]): Readonly<Record<string, Bilingual>> {
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.entries(enumerations[name]).map(([value, text]) => [wordOf(name, value), text as Bilingual] as const),
    ),
  );
}

/** What people call a value of a canonical enumeration. */
export function labelled(name: EnumerationName, path: string): string {
  const entries = Object.keys(enumerations[name]).map((value) => `"${value}": @{words.${wordOf(name, value)}}`);
  return `$lookup({${entries.join(', ')}}, ${path})`;
}

const wordOf = (name: EnumerationName, value: string): string => name + value.replaceAll('_', '');

/** How often a sync looks, for the few questions of a template. */
export const schedules: JsonObject = {
  lookEvery: {
    type: 'string',
    default: '*/10 * * * *',
    'x-title': { zh: '查看变化的时间(cron)', en: 'When to look for changes (cron)' },
  },
  compareAt: {
    type: 'string',
    default: '30 2 * * *',
    'x-title': { zh: '全量比对的时间(cron)', en: 'When to compare everything (cron)' },
  },
  zone: { type: 'string', default: 'Asia/Shanghai', 'x-title': { zh: '时区', en: 'Time zone' } },
};

/** `schedules` in a sync document. */
export const asScheduled: JsonObject = {
  schedule: { cron: '@{choices.lookEvery}', zone: '@{choices.zone}' },
  fullCompare: { cron: '@{choices.compareAt}', zone: '@{choices.zone}' },
};

/** Two records are the same where these paths are equal. */
export const alike = (a: readonly string[], b: readonly string[], as: MatchForm): JsonObject => ({
  parts: [{ a, b, as }],
});

/** The roles that many templates have. */
export const roles = {
  core: { role: 'core', connector: 'service-core', title: { zh: '客服核心', en: 'Service core' } },
  dingtalk: { role: 'dingtalk', connector: 'dingtalk', title: { zh: '钉钉', en: 'DingTalk' } },
  wecom: { role: 'wecom', connector: 'wecom', title: { zh: '企业微信', en: 'WeCom' } },
  salesforce: { role: 'crm', connector: 'salesforce', title: { zh: 'Salesforce', en: 'Salesforce' } },
  jira: { role: 'jira', connector: 'jira', title: { zh: 'Jira', en: 'Jira' } },
  feishu: { role: 'feishu', connector: 'feishu', title: { zh: '飞书', en: 'Feishu' } },
} as const;
