import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiSession, startServer, type ServerUnderTest } from '@joinery/tests-support';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openPage, usualLook, type ConsolePage } from '../browser/console-browser.ts';
import { signIn } from '../browser/sign-in.ts';

const account = { email: 'owner@joinery.local', password: 'two people password' };

interface Draft {
  readonly revision: number;
  readonly document: { readonly steps: readonly { readonly id: string; readonly label: string }[] };
}

let folder: string;
let server: ServerUnderTest;
let browser: Browser;
let opened: ConsolePage;
let page: Page;
let colleague: ApiSession;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-two-'));
  server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'warn' });
  colleague = await ApiSession.signIn(server.url, {
    email: account.email,
    password: server.ownerPassword!,
    newPassword: account.password,
  });
  browser = await openBrowser();
  opened = await openPage(browser, { ...usualLook, language: 'en' });
  page = opened.page;
  page.setDefaultTimeout(20_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

it.skipIf(chromiumPath() === undefined)(
  'two people change one draft; neither loses a step, and every edit can be taken back',
  async () => {
    const { id } = await colleague.post<{ id: string }>('/flows', { name: 'Shared', document: sharedDocument });
    await signIn(page, server.url, account);
    await page.goto(`${server.url}/flows/${id}`);
    await page.locator('.react-flow__node[data-id="first"]').waitFor();

    const before = await draftOf(id);
    await colleague.put(`/flows/${id}/draft`, {
      revision: before.revision,
      document: relabelled(before, 'first', 'Theirs'),
    });
    await relabel('second', 'Mine');
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText('Draft saved').waitFor();
    expect(labels(await draftOf(id))).toEqual(['Theirs', 'Mine']);

    await page.locator('.react-flow__node[data-id="second"]').click();
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__node[data-id="second"]').click();
    await page.getByRole('button', { name: 'Delete step' }).click();
    await page.locator('.react-flow__node[data-id="second"]').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.locator('.react-flow__node[data-id="second"]').waitFor();

    // The refusal that began the merge is printed by the browser; nothing else may be.
    expect(opened.complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
  },
  120_000,
);

const sharedDocument = {
  format: 'joinery.flow/1',
  trigger: { kind: 'manual' },
  steps: [
    { kind: 'filter', id: 'first', label: 'First', when: 'true' },
    { kind: 'filter', id: 'second', label: 'Second', when: 'true' },
  ],
  edges: [
    { from: 'trigger', port: 'out', to: 'first' },
    { from: 'first', port: 'out', to: 'second' },
  ],
};

function draftOf(flowId: string): Promise<Draft> {
  return colleague.get<Draft>(`/flows/${flowId}/draft`);
}

function relabelled({ document }: Draft, id: string, label: string): Draft['document'] {
  return { ...document, steps: document.steps.map((step) => (step.id === id ? { ...step, label } : step)) };
}

function labels({ document }: Draft): readonly string[] {
  return document.steps.map((step) => step.label);
}

async function relabel(id: string, label: string): Promise<void> {
  await page.locator(`.react-flow__node[data-id="${id}"]`).click();
  await page.getByRole('textbox', { name: 'Step name' }).fill(label);
}
