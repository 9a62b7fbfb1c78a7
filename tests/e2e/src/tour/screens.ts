import type { Page } from 'playwright-core';
import type { DemoTenant } from './demo-tenant.ts';

/** One thing to see: an address, and what to do there before the picture is taken. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const openStep = (id: string) => async (page: Page) => page.locator(`.react-flow__node[data-id="${id}"]`).click();

/** Every screen of the console with the demo tenant's data, in the order of the navigation. */
export function screens(tenant: DemoTenant): readonly Screen[] {
  const flow = `/flows/${tenant.flowId}`;
  const sync = `/syncs/${tenant.syncId}`;
  return [
    { name: 'overview', path: '/' },
    { name: 'flows', path: '/flows' },
    { name: 'flows-new', path: '/flows', act: async (page) => page.locator('.j-page-actions button').click() },
    { name: 'flows-nothing-found', path: '/flows?text=zzz' },
    { name: 'designer', path: flow },
    { name: 'designer-empty', path: `/flows/${tenant.emptyFlowId}` },
    { name: 'designer-action', path: flow, act: openStep('send_card') },
    { name: 'designer-branch', path: flow, act: openStep('by_priority') },
    { name: 'designer-trigger', path: flow, act: openStep('trigger') },
    { name: 'designer-picker', path: flow, act: async (page) => page.locator('.d-plus').last().click() },
    { name: 'designer-step-test', path: flow, act: stepTest },
    { name: 'designer-publish', path: flow, act: async (page) => page.locator('.d-bar .ant-btn-primary').click() },
    { name: 'designer-replay', path: flow, act: openReplay },
    { name: 'designer-compare', path: flow, act: openComparison },
    { name: 'mapper', path: flow, act: openMapper },
    { name: 'mapper-expression', path: flow, act: mapperLine(1) },
    { name: 'mapper-table', path: flow, act: mapperLine(3) },
    { name: 'syncs', path: '/syncs' },
    { name: 'syncs-nothing-found', path: '/syncs?text=zzz' },
    { name: 'syncs-new', path: '/syncs/new' },
    { name: 'sync', path: sync },
    { name: 'sync-draft', path: `/syncs/${tenant.draftSyncId}` },
    { name: 'sync-plan', path: `${sync}?tab=plan`, act: openFirstRow },
    { name: 'sync-issues', path: `${sync}?tab=issues` },
    {
      name: 'sync-decide',
      path: `${sync}?tab=issues`,
      act: async (page) => page.locator('.y-issue-foot .ant-btn-link').first().click(),
    },
    { name: 'sync-links', path: `${sync}?tab=links` },
    { name: 'sync-outcomes', path: `${sync}?tab=outcomes`, act: openFirstRow },
    { name: 'sync-versions', path: `${sync}?tab=versions` },
    { name: 'sync-record', path: `${sync}/records/${tenant.linkId}` },
    { name: 'sync-edit-objects', path: `${sync}/edit` },
    { name: 'sync-edit-fields', path: `${sync}/edit?step=fields` },
    { name: 'sync-edit-match', path: `${sync}/edit?step=match` },
    { name: 'sync-edit-rules', path: `${sync}/edit?step=rules` },
    { name: 'sync-edit-check', path: `${sync}/edit?step=check` },
    {
      name: 'sync-mapper',
      path: `${sync}/edit?step=fields`,
      act: async (page) => page.locator('.y-fields-bar button').last().click(),
    },
    { name: 'runs', path: '/runs' },
    { name: 'runs-failed', path: '/runs?state=failed' },
    { name: 'run', path: `/runs/${tenant.succeededRunId}` },
    { name: 'run-step', path: `/runs/${tenant.succeededRunId}`, act: openStep('get_customer') },
    { name: 'run-failed', path: `/runs/${tenant.failedRunId}` },
    { name: 'connections', path: '/connections' },
    { name: 'connections-choose', path: '/connections?new=choose' },
    { name: 'connections-new', path: '/connections?new=feishu' },
    { name: 'connection', path: `/connections/${tenant.connectionId}` },
    { name: 'sandbox', path: '/sandbox/service-core' },
    {
      name: 'sandbox-edit',
      path: '/sandbox/service-core',
      act: async (page) => page.locator('.ant-table-row').first().click(),
    },
    { name: 'triggers', path: '/triggers' },
    { name: 'alerts', path: '/alerts' },
    { name: 'alert-channels', path: '/alerts/channels' },
    {
      name: 'alert-channels-new',
      path: '/alerts/channels',
      act: async (page) => page.locator('.j-page-actions button').click(),
    },
    { name: 'users', path: '/admin/users' },
    { name: 'tokens', path: '/admin/tokens' },
    { name: 'audit', path: '/admin/audit' },
    { name: 'not-found', path: '/nowhere' },
  ];
}

/** Two loadings, one after the other: the replay, then the run that is opened. */
async function openReplay(page: Page): Promise<void> {
  await page.locator('.d-bar .ant-btn-primary').click();
  await page.locator('.d-replay-case > button').first().click();
  await page.locator('.d-replay-side').first().waitFor();
  await page.locator('.d-replay-side').first().scrollIntoViewIfNeeded();
}

async function openComparison(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(版本|Versions)$/ }).click();
  await page.getByRole('button', { name: /^(对比版本|Compare version) 1$/ }).click();
  await page.locator('.d-compare .d-mark').first().waitFor();
}

async function openMapper(page: Page): Promise<void> {
  await openStep('send_card')(page);
  await page.locator('.d-map-head button').click();
  await page.locator('.m-row.target').first().waitFor();
}

function mapperLine(row: number) {
  return async (page: Page) => {
    await openMapper(page);
    const fed = page.locator('.m-row.target:has(.m-knob.fed)');
    await fed.nth(row).click();
  };
}

async function stepTest(page: Page): Promise<void> {
  await openStep('get_customer')(page);
  await page.locator('.d-panel .ant-tabs-tab').nth(1).click();
  await page.getByRole('button', { name: /测试此步骤|Test this step/ }).click();
  await page.locator('.d-panel .j-badge:visible').first().waitFor();
}

const openFirstRow = async (page: Page) => page.locator('.ant-table-row').first().click();
