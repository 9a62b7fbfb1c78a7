import type { JsonObject } from '@joinery/contracts';
import {
  connector,
  everythingIsPermanent,
  failures,
  host,
  items,
  lacking,
  manifest,
  nothingShared,
  outputs,
  type Sabotage,
  simulator,
  without,
} from './sabotage.ts';

const accepting = host(() => ({
  receive: () => Promise.resolve({ kind: 'accepted', status: 200, body: '{}', events: [{}] }),
}));
const tokenRuleGone = manifest('errors/0/meaning', 'permanent');
const nothingRead = host(() => ({ page: () => Promise.resolve({ kind: 'page', items: [], next: null }) }));
let keys = 0;

/** For every check one way to be wrong that it must notice. */
export const sabotages: Readonly<Record<string, Sabotage>> = {
  'manifest.plain-data': connector((of) => ({ ...of, manifest: { ...of.manifest, icon: undefined } })),
  'manifest.field-titles': manifest('actions/get-ticket/input/properties/id/x-title'),
  'manifest.choice-labels': manifest('actions/get-ticket/title/en', '读取'),
  'manifest.secrets-marked': manifest('connection/fields/properties/apiToken/x-secret'),
  'manifest.secret-looking': manifest('connection/fields/properties/clientSecret/x-secret'),
  'manifest.hosts': manifest('hosts', []),
  'manifest.references': manifest('triggers/ticket-created/scheme', 'nowhere'),
  'manifest.code': connector((of) => ({ ...of, code: { 'actions.nothing': { run: () => Promise.resolve(null) } } })),
  'manifest.expressions': manifest('actions/delete-ticket/operation/output', 'input +'),
  'manifest.error-texts': manifest('errors/1/message'),
  'manifest.effects': manifest('actions/update-ticket/effect', { class: 'read' }),
  'manifest.safe-tests': manifest('actions/update-ticket/safeToTest', true),
  'samples.actions': manifest('actions/get-ticket/sample', { id: 5 }),
  'samples.triggers': manifest('triggers/ticket-created/sample', {}),
  'manifest.connection-test': manifest('connection/test'),
  'manifest.help': manifest('connection/help'),

  'auth.accepted': simulator((of) => ({ connection: () => ({ ...of.connection(), clientSecret: 'wrong' }) })),
  'auth.refused': simulator((of) => ({ wrongConnection: () => of.connection() })),
  'auth.refused-once': host(({ test }) => ({
    async test() {
      for (let n = 0; n < 4; n += 1) await test();
      return test();
    },
  })),
  'auth.expired': tokenRuleGone,
  'auth.expired-in-body': tokenRuleGone,
  'auth.expired-mid-listing': tokenRuleGone,
  'auth.still-expired': host(({ invoke }) => ({
    async invoke(...args) {
      for (let n = 0; n < 10; n += 1) await invoke(...args);
      return invoke(...args);
    },
  })),
  'auth.reused': nothingShared,
  'auth.single-flight': nothingShared,
  'auth.single-flight-renewal': nothingShared,
  'auth.secrets-stay-home': manifest('actions/get-ticket/operation/request/query', {
    key: "'core-client-secret-demo'",
  }),

  'paging.every-record-once': items((found) => [...found, ...found.slice(0, 1)]),
  'paging.truncated-page': manifest('actions/list-tickets/operation/pagination/more', '$count(body.items) = 100'),
  'paging.repeated-page': items((found, seen) => {
    const texts = found.map((item) => JSON.stringify(item));
    const known = texts.some((text) => seen.has(text));
    for (const text of texts) seen.add(text);
    return known ? [] : found;
  }),
  'paging.stuck-cursor': host(({ page }) => ({
    async page(action, input, from) {
      const outcome = await page(action, input, from);
      return outcome.kind === 'page' ? outcome : { kind: 'page', items: [], next: from };
    },
  })),
  'paging.empty': items((found) => (found.length === 0 ? [{}] : found)),
  'paging.half-page': nothingRead,
  'paging.maintenance-page': nothingRead,
  'paging.items-valid': items((found) => found.map(without('id'))),
  'paging.resumes': host(({ page }) => ({ page: (action, input) => page(action, input, null) })),

  'errors.rate-limited': failures(lacking('retryAfterMs')),
  'errors.rate-limited-without-wait': everythingIsPermanent,
  'errors.unavailable': everythingIsPermanent,
  'errors.broken': everythingIsPermanent,
  'errors.maintenance': everythingIsPermanent,
  'errors.half-body': everythingIsPermanent,
  'errors.lost-reply': everythingIsPermanent,
  'errors.timeout': host(({ invoke }) => ({ invoke: (action, input) => invoke(action, input, { timeoutMs: 20_000 }) })),
  'errors.unreachable': everythingIsPermanent,
  'errors.recovers': host(({ invoke }) => {
    let broken: Awaited<ReturnType<typeof invoke>> | undefined;
    return {
      async invoke(...args) {
        if (broken) return broken;
        const outcome = await invoke(...args);
        if (outcome.kind === 'failed') broken = outcome;
        return outcome;
      },
    };
  }),
  'errors.not-found': everythingIsPermanent,
  'errors.refused': everythingIsPermanent,
  'errors.conflict': everythingIsPermanent,
  'errors.misshapen': manifest('actions/get-ticket/input', { type: 'object' }),
  'hosts.undeclared': (subject) => ({
    ...subject,
    openHost: (of, ...rest) => subject.openHost({ ...of, manifest: { ...of.manifest, hosts: ['*'] } }, ...rest),
  }),

  'effects.write': host(() => ({ invoke: () => Promise.resolve({ kind: 'done', output: {} }) })),
  'effects.idempotent': host(({ invoke }) => ({
    invoke: (action, input) => invoke(action, input, { idempotencyKey: `key-${(keys += 1)}` }),
  })),
  'effects.after-lost-reply': host(({ invoke }) => ({
    invoke: (action, input) => invoke(action, input, { idempotencyKey: `key-${(keys += 1)}` }),
  })),
  'effects.checkable': host(() => ({ lookUp: () => Promise.resolve({ kind: 'absent' }) })),
  'effects.other-key': host(({ invoke }) => ({
    invoke: (action, input) => invoke(action, input, { idempotencyKey: 'always the same' }),
  })),
  'effects.ambiguous': failures(lacking('ambiguous')),
  'effects.output-valid': outputs(() => ({})),
  'effects.read-reads': host(({ invoke }) => ({
    async invoke(...args) {
      await invoke('create-ticket', { subject: 'nebenbei', status: 'new' });
      return invoke(...args);
    },
  })),
  'effects.read-output-valid': outputs(() => ({})),
  'schema.unknown-fields': outputs(without('brandNew')),
  'batch.outcomes': host(({ write }) => ({
    async write(...args) {
      const { results } = (await write(...args)) as { results: readonly JsonObject[] };
      return { results: results.map((result) => ({ ...result, ok: true })) };
    },
  })),
  'batch.parts': host(({ write }) => ({
    write: (object, name, input, key) =>
      write(object, name, { records: (input['records'] as JsonObject[]).slice(0, 100) }, key),
  })),
  'budget.never-exceeded': manifest('budgets', {}),

  'changes.everything-first': host(({ changes }) => ({
    changes: async (...args) => dropped(await changes(...args), 1),
  })),
  'changes.only-new': host(({ changes }) => ({ changes: (object) => changes(object, undefined, 'beginning') })),
  'changes.quiet': host(({ changes }) => ({ changes: (object) => changes(object, undefined, 'beginning') })),
  'changes.equal-times': host(({ changes }) => ({ changes: async (...args) => dropped(await changes(...args), 10) })),
  'changes.late-writer': host(({ changes }) => ({
    changes: async (object, cursor, from) =>
      cursor === undefined ? changes(object, cursor, from) : { records: [], cursor, more: false },
  })),
  'changes.deletes': host(({ changes }) => ({
    async changes(...args) {
      const found = await changes(...args);
      return { ...found, records: found.records.map((record) => ({ ...record, deleted: false })) };
    },
  })),
  'changes.from-now': host(({ changes }) => ({ changes: (object, cursor) => changes(object, cursor, 'beginning') })),
  'objects.valid': host(({ changes }) => ({
    async changes(...args) {
      const found = await changes(...args);
      return { ...found, records: found.records.map((record) => ({ ...record, record: {} })) };
    },
  })),
  'objects.complete': host(({ listRecords }) => ({
    listRecords: async (...args) => dropped(await listRecords(...args), 1),
  })),
  'objects.live-fields': host(() => ({ fields: () => Promise.resolve({}) })),
  'objects.get': host(() => ({ getRecord: () => Promise.resolve(undefined) })),
  'polling.each-once': host(({ poll }) => ({ poll: (trigger, settings) => poll(trigger, settings, undefined) })),
  'polling.valid': host(({ poll }) => ({
    async poll(...args) {
      const found = await poll(...args);
      return { ...found, events: found.events.map((event) => ({ ...event, body: {} })) };
    },
  })),

  'webhook.genuine': host(() => ({
    receive: () => Promise.resolve({ kind: 'refused', status: 401, body: '', events: [] }),
  })),
  'webhook.event-valid': accepting,
  'webhook.forged': manifest('webhooks/events/signature'),
  'webhook.stale': manifest('webhooks/events/timestamp/toleranceMs', 365 * 24 * 3600_000),
  'webhook.malformed': accepting,
  'webhook.duplicate': accepting,
  'webhook.acknowledged': host(() => ({
    receive: () => Promise.resolve({ kind: 'accepted', status: 503, body: '', events: [{}] }),
  })),
  'webhook.outcome': manifest('triggers/approval-finished/correlationKey', 'event.businessId'),
  'webhook.unsigned': accepting,
  'webhook.handshake': manifest('webhooks/events/handshakes', []),
  'webhook.registration': host(() => ({ register: () => Promise.resolve(null) })),
  'webhook.forgotten': host(() => ({ verify: () => Promise.resolve() })),

  'design.options': host(() => ({ options: () => Promise.resolve([]) })),
  'design.schemas': (subject) =>
    manifest('schemas', { empty: { operation: { kind: 'request', request: { method: 'GET', path: '/me' } } } })(
      subject,
    ),
};

interface Found<R> {
  readonly records: readonly R[];
}

function dropped<R, F extends Found<R>>(found: F, count: number): F {
  return { ...found, records: found.records.slice(count) };
}
