import type { ApiSession } from '@joinery/tests-support';
import { demoFlow, redrawn } from './demo-flow.ts';
import { fillSyncs, type DemoSync } from './demo-sync.ts';

interface Simulator {
  readonly name: string;
  readonly connection: Readonly<Record<string, unknown>>;
}

export interface DemoTenant extends DemoSync {
  readonly flowId: string;
  readonly emptyFlowId: string;
  readonly connectionId: string;
  readonly succeededRunId: string;
  readonly failedRunId: string;
}

/** Fills a fresh tenant through the public API: connections to the simulators, a published flow, runs that went well and one that did not. */
export async function fillTenant(api: ApiSession): Promise<DemoTenant> {
  const core = await connect(api, 'service-core', '客服核心(沙箱)');
  const feishu = await connect(api, 'feishu', '飞书 · 服务通知应用');
  const http = await connect(api, 'http', '企业数据平台');
  const crm = await connect(api, 'fxiaoke', '纷享销客 · 华东大区');
  await Promise.all([core, feishu].map((id) => api.post(`/connections/${id}/test`)));
  const flow = await api.post<{ id: string; draftRevision: number }>('/flows', {
    name: '紧急工单通知负责人并入库',
    description: '工单新建、修改或升级后按优先级分支:紧急的发飞书卡片,全部写入数据平台。',
    document: demoFlow({ core, feishu, http }),
  });
  await api.post(`/flows/${flow.id}/publish`, { revision: flow.draftRevision, note: '首次发布' });
  const empty = await api.post<{ id: string }>('/flows', {
    name: '每日客户等级同步',
    description: '每天早上从 CRM 更新客户等级。',
  });
  const succeeded = await fire(api, flow.id, ['urgent', 'high', 'normal', 'urgent', 'low']);
  await api.put('/sandbox/feishu/faults/server-error', { active: true, settings: { times: 50 } });
  const [failed] = await fire(api, flow.id, ['urgent']);
  await untilEnded(api, failed!);
  await api.put('/sandbox/feishu/faults/server-error', { active: false, settings: {} });
  await api.put(`/flows/${flow.id}/draft`, {
    revision: flow.draftRevision,
    document: redrawn(demoFlow({ core, feishu, http })),
  });
  const syncs = await fillSyncs(api, { core, crm });
  return {
    ...syncs,
    flowId: flow.id,
    emptyFlowId: empty.id,
    connectionId: core,
    succeededRunId: succeeded[0]!,
    failedRunId: failed!,
  };
}

async function connect(api: ApiSession, connector: string, name: string): Promise<string> {
  const { items } = await api.get<{ items: readonly Simulator[] }>('/sandbox');
  const { version, connection } = await api.get<{ version: string; connection: { secrets: readonly string[] } }>(
    `/connectors/${connector}`,
  );
  const entries = Object.entries(items.find((one) => one.name === connector)!.connection);
  const isSecret = ([field]: readonly [string, unknown]) => connection.secrets.includes(field);
  const made = await api.post<{ id: string }>('/connections', {
    name,
    connector: { name: connector, version },
    fields: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(entries.filter(isSecret)),
  });
  return made.id;
}

interface Trigger {
  readonly id: string;
  readonly flow: { readonly id: string };
}

async function fire(api: ApiSession, flowId: string, priorities: readonly string[]): Promise<readonly string[]> {
  const { items } = await api.get<{ items: readonly Trigger[] }>('/triggers');
  const trigger = items.find((one) => one.flow.id === flowId)!;
  const sample = await sampleEvent(api);
  const runs: string[] = [];
  for (const [index, priority] of priorities.entries()) {
    const event = {
      ...sample,
      id: `tour-${priority}-${index}-${runs.length}-${priorities.length}`,
      ticket: { ...sample.ticket, priority },
    };
    const { runId } = await api.post<{ runId: string }>(`/triggers/${trigger.id}/fire`, { event });
    runs.push(runId);
  }
  await Promise.all(runs.map((runId) => untilEnded(api, runId)));
  return runs;
}

interface TicketEvent {
  readonly ticket: Readonly<Record<string, unknown>>;
}

async function sampleEvent(api: ApiSession): Promise<TicketEvent> {
  const { triggers } = await api.get<{ triggers: readonly { name: string; sample: TicketEvent }[] }>(
    '/connectors/service-core',
  );
  return triggers.find((one) => one.name === 'ticket-event-received')!.sample;
}

const longestMs = 90_000;

async function untilEnded(api: ApiSession, runId: string): Promise<void> {
  const until = performance.now() + longestMs;
  while (performance.now() < until) {
    const { state } = await api.get<{ state: string }>(`/runs/${runId}`);
    if (state === 'succeeded' || state === 'failed' || state === 'cancelled') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`run ${runId} did not end`);
}
