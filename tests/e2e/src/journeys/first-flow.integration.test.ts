import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type ServerUnderTest } from '@joinery/tests-support';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, usualLook, type ConsolePage } from '../browser/console-browser.ts';
import { signInFirst } from '../browser/sign-in.ts';

const email = 'owner@joinery.local';
const password = 'journey owner password';

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
  page.setDefaultTimeout(20_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it.skipIf(chromiumPath() === undefined)(
  'an implementer connects two systems, draws a flow, publishes it and sees the message arrive',
  async () => {
    await signInFirst(page, server.url, { email, oneTimePassword: server.ownerPassword!, password });
    await connectSimulator('service-core');
    await connectSimulator('feishu');
    await createFlow('工单变更通知');
    await triggerOn('工单已更新');
    await addStep('fswb', '发送文本消息');
    await drawLine('trigger.assignee.imIds.feishu', 'receiver');
    await drawLine('trigger.ticket.subject', 'text');
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await publish();
    await editTicket('打印机又卡纸了');
    await page.locator('.s-bubble', { hasText: '打印机又卡纸了' }).waitFor();
    await openNewestRun();
    expect(opened.complaints).toEqual([]);
  },
  180_000,
);

async function connectSimulator(connector: string): Promise<void> {
  await page.goto(`${server.url}/connections?new=${connector}`);
  await page.getByRole('button', { name: '填入模拟器的账号' }).click();
  await page.getByRole('button', { name: '测试连接' }).click();
  await page.getByRole('status').filter({ hasText: '已连接到' }).waitFor();
  await page.getByRole('button', { name: '创建', exact: true }).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}$/);
}

async function createFlow(name: string): Promise<void> {
  await page.goto(`${server.url}/flows`);
  await page.getByRole('button', { name: '新建流程' }).first().click();
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}$/);
}

async function triggerOn(event: string): Promise<void> {
  await page.locator('.react-flow__node[data-id="trigger"]').click();
  await page.getByRole('radio', { name: '系统事件' }).click();
  await page.getByRole('combobox', { name: '事件' }).fill(event);
  await page.keyboard.press('Enter');
  await page.locator('.d-node.trigger', { hasText: event }).waitFor();
}

/** Looks for a step by pinyin and puts it behind the trigger. */
async function addStep(pinyin: string, title: string): Promise<void> {
  await page.getByRole('button', { name: '在其后添加步骤' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(pinyin);
  await page.getByRole('dialog').locator('.d-palette-item', { hasText: title }).first().click();
  await page.getByRole('button', { name: '打开字段映射' }).click();
}

/** Chooses the source, then the target; the search brings the source into sight. */
async function drawLine(source: string, target: string): Promise<void> {
  const [sourceTree, targetTree] = [
    page.getByRole('region', { name: '可用数据' }),
    page.getByRole('region', { name: '目标字段' }),
  ];
  await sourceTree.getByRole('textbox').fill(source.split('.').at(-1)!);
  await sourceTree.getByRole('treeitem', { name: source, exact: true }).click();
  await targetTree.getByRole('treeitem', { name: target, exact: true }).click();
  await targetTree.locator(`[aria-label="${target}"] .m-knob.fed`).waitFor();
}

async function publish(): Promise<void> {
  await page.getByRole('button', { name: '发布' }).first().click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: '发布' });
  await confirm.click();
  await page.getByText('版本 1 已发布').waitFor();
}

async function editTicket(subject: string): Promise<void> {
  await page.goto(`${server.url}/sandbox/service-core`);
  await page.getByRole('tab', { name: /工单 \d+/ }).click();
  await page.locator('.ant-table-row', { hasText: 'SC-1002' }).click();
  await page.getByRole('textbox', { name: '主题' }).fill(subject);
  await page.getByRole('button', { name: '保存并发送事件' }).click();
}

async function openNewestRun(): Promise<void> {
  await page.goto(`${server.url}/runs`);
  await page.locator('.ant-table-row', { hasText: '成功' }).first().click();
  await page.locator('.react-flow__node', { hasText: '发送文本消息' }).click();
  await page.locator('.r-side .j-json', { hasText: '打印机又卡纸了' }).first().waitFor();
}
