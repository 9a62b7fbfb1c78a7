import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiSession, startServer, type ServerUnderTest } from '@joinery/tests-support';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, usualLook, type ConsolePage } from '../browser/console-browser.ts';
import { signInFirst } from '../browser/sign-in.ts';

const email = 'owner@joinery.local';
const password = 'journey owner password';
/** Passes wait for their turn and ask two systems; nothing here depends on how fast that is. */
const passMs = 60_000;

let folder: string;
let server: ServerUnderTest;
let browser: Browser;
let opened: ConsolePage;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-journey-'));
  server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
  browser = await openBrowser();
  opened = await openPage(browser, usualLook);
  page = opened.page;
  page.setDefaultTimeout(30_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it.skipIf(chromiumPath() === undefined)(
  'an implementer plans a sync of customers, lets it run, and settles a conflict',
  async () => {
    await signInFirst(page, server.url, { email, oneTimePassword: server.ownerPassword!, password });
    await connectSimulator('service-core');
    await connectSimulator('fxiaoke');
    await drawSync('客户资料双向同步');
    await acceptPlan();
    const api = await ApiSession.signIn(server.url, { email, password });
    await untilInCrm(api, '北方样本零售集团');
    await rename(api, 'service-core', 'customers', '北方样本零售集团', '北方样本零售股份公司');
    await rename(api, 'fxiaoke', 'AccountObj', '北方样本零售集团', '北方样本集团');
    await compareEverything();
    await keepTheCore('北方样本零售股份公司');
    await untilInCrm(api, '北方样本零售股份公司');
    await lookAtRecord('北方样本集团');
    expect(opened.complaints).toEqual([]);
  },
  300_000,
);

async function connectSimulator(connector: string): Promise<void> {
  await page.goto(`${server.url}/connections?new=${connector}`);
  await page.getByRole('button', { name: '填入模拟器的账号' }).click();
  await page.getByRole('button', { name: '测试连接' }).click();
  await page.getByRole('status').filter({ hasText: '已连接到' }).waitFor();
  await page.getByRole('button', { name: '创建', exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
}

async function drawSync(name: string): Promise<void> {
  await page.goto(`${server.url}/syncs`);
  await page.getByRole('button', { name: '新建同步' }).first().click();
  await chooseSide('A 侧', '客服核心');
  await chooseSide('B 侧', '纷享销客');
  await next();
  await pairFields('名称', '名称');
  await pairFields('编码', '客户编号');
  await choose(page.getByRole('combobox', { name: '默认以谁为准' }), '冲突时人工决定');
  await next();
  await page.getByRole('button', { name: /按字段推荐/ }).click();
  await page.getByText('规则 1', { exact: true }).waitFor();
  await next();
  await next();
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(name);
  await page.getByRole('button', { name: '创建并预演' }).click();
  await page.waitForURL(/\/syncs\/[0-9a-f-]{36}\?tab=plan$/);
}

async function chooseSide(side: string, connection: string): Promise<void> {
  const form = page.getByRole('group', { name: side });
  await choose(form.getByRole('combobox', { name: '连接' }), connection);
  await choose(form.getByRole('combobox', { name: '对象' }), '客户');
  await form.getByText('可新建').waitFor();
}

async function pairFields(a: string, b: string): Promise<void> {
  await page.getByRole('button', { name: '添加一对字段' }).click();
  const row = page.locator('.y-pair-block').last();
  await choose(row.getByRole('combobox', { name: '客服核心的字段' }), a);
  await choose(row.getByRole('combobox', { name: '纷享销客的字段' }), b);
}

type Box = ReturnType<Page['getByRole']>;

/** Opens a list of choices and takes the one of this name. */
async function choose(box: Box, choice: string): Promise<void> {
  await box.click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: choice })
    .first()
    .click();
}

async function next(): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click();
}

async function acceptPlan(): Promise<void> {
  const accept = page.getByRole('button', { name: '确认并开始同步' });
  await accept.waitFor({ timeout: passMs });
  await page.getByRole('button', { name: /将新建/ }).waitFor();
  await accept.click();
  await page.getByRole('dialog').getByRole('button', { name: '确认并开始同步' }).click();
  await page.getByText('已生效,首次同步开始了').waitFor();
  await passDone('全量比对');
}

/** The newest pass of that kind is over. */
async function passDone(kind: string): Promise<void> {
  const row = page.locator('.ant-table-row', { hasText: kind }).first();
  await row.filter({ hasText: '已完成' }).waitFor({ timeout: passMs });
}

async function compareEverything(): Promise<void> {
  const passes = page.locator('.ant-table-row', { hasText: '全量比对' });
  const before = await passes.count();
  await page.getByRole('button', { name: '其他方式' }).click();
  await page.getByRole('menuitem', { name: '全量比对' }).click();
  await expect.poll(() => passes.count(), { timeout: passMs }).toBeGreaterThan(before);
  await passDone('全量比对');
}

async function keepTheCore(name: string): Promise<void> {
  await page.getByRole('tab', { name: /待处理/ }).click();
  const card = page.getByRole('article', { name });
  await card.getByRole('button', { name: '保留客服核心' }).click();
  await card.waitFor({ state: 'detached', timeout: passMs });
}

/** The value that had to give way is kept in the record's history. */
async function lookAtRecord(lost: string): Promise<void> {
  await page.getByRole('tab', { name: '结果' }).click();
  await page.locator('.ant-table-row', { hasText: lost }).first().getByRole('link').first().click();
  await page.waitForURL(/\/records\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: '北方样本零售股份公司' }).waitFor();
  await page.locator('.y-history', { hasText: lost }).getByText('被覆盖的修改').first().waitFor();
}

interface Stored {
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
}

async function records(api: ApiSession, simulator: string, collection: string): Promise<readonly Stored[]> {
  const { items } = await api.get<{ items: readonly Stored[] }>(`/sandbox/${simulator}/collections/${collection}`);
  return items;
}

async function untilInCrm(api: ApiSession, name: string): Promise<void> {
  const named = async () => (await records(api, 'fxiaoke', 'AccountObj')).filter(({ record }) => record['name'] === name);
  await expect.poll(async () => (await named()).length, { timeout: passMs }).toBe(1);
}

async function rename(
  api: ApiSession,
  simulator: string,
  collection: string,
  from: string,
  to: string,
): Promise<void> {
  const found = (await records(api, simulator, collection)).find(({ record }) => record['name'] === from);
  const { id, record } = found!;
  await api.put(`/sandbox/${simulator}/collections/${collection}/${id}`, { record: { ...record, name: to } });
}
