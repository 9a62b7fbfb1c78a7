import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiSession, startServer } from '@joinery/tests-support';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage, usualLook, type Look } from '../browser/console-browser.ts';
import { signIn } from '../browser/sign-in.ts';
import { fillTenant } from './demo-tenant.ts';
import { screens, type Screen } from './screens.ts';

const looks: readonly Look[] = [
  usualLook,
  { ...usualLook, language: 'en', width: 1440, height: 900 },
  { ...usualLook, mode: 'dark', width: 1440, height: 900 },
];

const account = { email: 'owner@joinery.local', password: 'tour owner password' };

/** `npm run tour -- --out DIR [--only NAME]`: a picture of every screen, in both languages and colours. */
async function tour(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'tour' }, only: { type: 'string' } } });
  const folder = await mkdtemp(join(tmpdir(), 'joinery-tour-'));
  const server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
  const browser = await openBrowser();
  try {
    await mkdir(values.out, { recursive: true });
    await takeSignIn(browser, server.url, values.out);
    const api = await ApiSession.signIn(server.url, {
      email: account.email,
      password: server.ownerPassword!,
      newPassword: account.password,
    });
    const all = screens(await fillTenant(api)).filter(
      (screen) => values.only === undefined || screen.name.startsWith(values.only),
    );
    for (const look of looks) await takeAll(browser, { url: server.url, out: values.out, look, screens: all });
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeSignIn(browser: Browser, url: string, out: string): Promise<void> {
  for (const look of looks) {
    const { page } = await openPage(browser, look);
    await page.goto(url);
    await page.locator('input[type=email]').waitFor();
    await page.screenshot({ path: join(out, fileName('sign-in', look)) });
    await page.context().close();
  }
}

interface Walk {
  readonly url: string;
  readonly out: string;
  readonly look: Look;
  readonly screens: readonly Screen[];
}

async function takeAll(browser: Browser, { url, out, look, screens: all }: Walk): Promise<void> {
  const { page, complaints } = await openPage(browser, look);
  await signIn(page, url, account);
  for (const screen of all) {
    const before = complaints.length;
    try {
      await page.goto(url + screen.path);
      await settled(page);
      await screen.act?.(page);
      await settled(page);
    } catch (error) {
      process.stderr.write(
        `${screen.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`,
      );
    }
    await page.screenshot({ path: join(out, fileName(screen.name, look)) });
    for (const complaint of complaints.slice(before)) process.stderr.write(`${screen.name}: ${complaint}\n`);
  }
  await page.context().close();
}

const loading = '.ant-skeleton, .ant-spin-spinning';
const content = 'main, .d-page, .r-page, .j-state';

/** Nothing is loading any more, and what moves has come to rest. The page's policy forbids waiting by a script of ours. */
async function settled(page: Awaited<ReturnType<typeof openPage>>['page']): Promise<void> {
  await page.locator(content).first().waitFor();
  const until = performance.now() + 15_000;
  while ((await page.locator(loading).count()) > 0 && performance.now() < until) await page.waitForTimeout(100);
  await page.waitForTimeout(500);
}

function fileName(name: string, { language, mode, width }: Look): string {
  return `${name}.${language}.${width}.${mode}.png`;
}

await tour();
