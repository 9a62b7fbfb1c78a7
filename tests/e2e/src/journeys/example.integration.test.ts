import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type ServerUnderTest } from '@joinery/tests-support';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, usualLook, type ConsolePage } from '../browser/console-browser.ts';
import { signInFirst } from '../browser/sign-in.ts';

let folder: string;
let server: ServerUnderTest;
let browser: Browser;
let opened: ConsolePage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-journey-'));
  server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
  browser = await openBrowser();
  opened = await openPage(browser, usualLook);
  opened.page.setDefaultTimeout(20_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it.skipIf(chromiumPath() === undefined)(
  'a newcomer sees an event become an effect with one click and one edit',
  async () => {
    const { page } = opened;
    await signInFirst(page, server.url, {
      email: 'owner@joinery.local',
      oneTimePassword: server.ownerPassword!,
      password: 'journey owner password',
    });
    await page.goto(server.url);
    await page.getByRole('button', { name: '在模拟器上试一试' }).click();
    await page.waitForURL(/\/sandbox\/service-core$/);
    await untilRegistered();
    await page.getByRole('tab', { name: /工单 \d+/ }).click();
    await page.locator('.ant-table-row', { hasText: 'SC-1002' }).click();
    await page.getByRole('textbox', { name: '主题' }).fill('扫码枪连不上');
    await page.getByRole('button', { name: '保存并发送事件' }).click();
    await page.locator('.s-bubble', { hasText: '扫码枪连不上' }).waitFor();
    expect(opened.complaints).toEqual([]);
  },
  180_000,
);

/** The worker registers the hook at the core a moment after the flow was published. */
async function untilRegistered(): Promise<void> {
  const verified = (): Promise<readonly boolean[]> =>
    opened.page.evaluate(async () => {
      const answer = await fetch('/api/v1/triggers');
      const { items } = (await answer.json()) as { items: readonly { verifiedAt: string | null }[] };
      return items.map((one) => one.verifiedAt !== null);
    });
  await expect.poll(verified, { timeout: 20_000 }).toEqual([true]);
}
