import type { ApiSession } from '@joinery/tests-support';

interface Ends {
  readonly core: string;
  readonly crm: string;
}

const version = '1.0.0';
const pairs: readonly (readonly [a: string, b: string, owner?: 'a' | 'b' | 'latest' | 'manual'])[] = [
  ['name', 'name', 'manual'],
  ['code', 'account_no', 'a'],
  ['phone', 'tel', 'latest'],
  ['website', 'url', 'manual'],
  ['description', 'remark'],
];
const copies = (way: (pair: (typeof pairs)[number]) => readonly [from: string, to: string]) => ({
  kind: 'fields',
  fields: pairs.map((pair) => ({ target: [way(pair)[1]], source: { kind: 'path', path: [way(pair)[0]] } })),
});

/** Customers of the core and of the CRM, both ways, as an implementer would join them first. */
export function customerSync({ core, crm }: Ends): unknown {
  return {
    version: 1,
    a: { connectionId: core, connector: { name: 'service-core', version }, object: 'customer' },
    b: { connectionId: crm, connector: { name: 'fxiaoke', version }, object: 'account' },
    direction: 'both',
    match: [
      { parts: [{ a: ['code'], b: ['account_no'], as: 'exact' }] },
      { parts: [{ a: ['website'], b: ['url'], as: 'exact' }] },
    ],
    mappings: { aToB: copies(([a, b]) => [a, b]), bToA: copies(([a, b]) => [b, a]) },
    fields: pairs.flatMap(([a, b, owner]) => (owner ? [{ a: [a], b: [b], owner }] : [])),
    deletes: { policy: 'disable', guard: { floor: 1, percent: 0 } },
    schedule: { cron: '*/15 * * * *', zone: 'Asia/Shanghai' },
    fullCompare: { cron: '0 3 * * *', zone: 'Asia/Shanghai' },
    settings: { keepOutcomes: 'changes' },
  };
}

interface Pass {
  readonly id: string;
  readonly state: string;
}

export interface DemoSync {
  readonly syncId: string;
  readonly draftSyncId: string;
  /** A record with an edit that gave way. */
  readonly linkId: string;
}

/** One sync that has run, with conflicts and a removal that waits; one that has only been drawn. */
export async function fillSyncs(api: ApiSession, ends: Ends): Promise<DemoSync> {
  const document = customerSync(ends);
  const made = await api.post<{ id: string }>('/syncs', {
    name: '客户资料双向同步',
    description: '客服核心与 CRM 的客户保持一致:名称与网址冲突时由人决定。',
    document,
  });
  const at = `/syncs/${made.id}`;
  await api.post(`${at}/publish`, { revision: 1, note: '首次发布' });
  const plan = await api.post<Pass>(`${at}/plan`, {});
  await untilOver(api, at, plan);
  await api.post(`${at}/go-live`, { planId: plan.id });
  await untilOver(api, at, await api.post<Pass>(`${at}/passes`, { kind: 'full' }));
  await editBothSides(api);
  await untilOver(api, at, await api.post<Pass>(`${at}/passes`, { kind: 'full' }));
  const { items } = await api.get<{ items: readonly { id: string }[] }>(`${at}/links`);
  const drawn = await api.post<{ id: string }>('/syncs', {
    name: '客户等级与行业从 CRM 单向同步到客服核心(华东大区试点,待业务部门确认字段口径后发布)',
    document: { ...(document as object), direction: 'b-to-a', fields: [] },
  });
  return { syncId: made.id, draftSyncId: drawn.id, linkId: items[0]!.id };
}

interface Stored {
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Both sides rename the same customers, and two disappear from the CRM. */
async function editBothSides(api: ApiSession): Promise<void> {
  const core = await records(api, 'service-core', 'customers');
  const crm = await records(api, 'fxiaoke', 'AccountObj');
  const named = (all: readonly Stored[], text: string) =>
    all.find(({ record }) => String(record['name']).includes(text));
  for (const [text, here, there] of [
    ['北方样本', '北方样本零售(集团)股份有限公司', '北方样本零售集团有限责任公司'],
    ['南国演示', '南国演示医疗器械有限公司', '南国演示医疗'],
  ] as const) {
    const [one, other] = [named(core, text), named(crm, text)];
    if (one) await save(api, 'service-core', 'customers', one, { name: here });
    if (other) await save(api, 'fxiaoke', 'AccountObj', other, { name: there });
  }
}

async function records(api: ApiSession, simulator: string, collection: string): Promise<readonly Stored[]> {
  const { items } = await api.get<{ items: readonly Stored[] }>(`/sandbox/${simulator}/collections/${collection}`);
  return items;
}

function save(
  api: ApiSession,
  simulator: string,
  collection: string,
  { id, record }: Stored,
  change: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return api.put(`/sandbox/${simulator}/collections/${collection}/${id}`, { record: { ...record, ...change } });
}

const longestMs = 90_000;

async function untilOver(api: ApiSession, at: string, { id }: Pass): Promise<void> {
  const until = performance.now() + longestMs;
  while (performance.now() < until) {
    const { state } = await api.get<Pass>(`${at}/passes/${id}`);
    if (state === 'done' || state === 'failed' || state === 'cancelled') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`pass ${id} did not end`);
}
