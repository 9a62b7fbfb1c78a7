import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const bug = (n: number): JsonObject => ({ title: `缺陷 ${n}` });
const first = '1010158231500000001';

/** What the conformance suite does with TAPD. */
export const plan: ConformancePlan = {
  read: { action: 'get-bug', input: { id: first } },
  list: { action: 'list-bugs', input: {}, collection: 'bugs', key: 'id', more: bug },
  write: {
    action: 'create-bug',
    input: { title: '新缺陷', description: '<p>第一行</p>', labels: ['阻塞', '重点关注'] },
    effects: (tapd) => tapd.records('bugs').filter(({ title }) => title === '新缺陷').length,
  },
  notFound: { action: 'get-bug', input: { id: '404' } },
  refused: { action: 'create-bug', input: { title: '   ' } },
  misshapen: { action: 'get-bug', input: {} },
  unknownField: {
    change: (tapd) => void tapd.upsert('bugs', { id: first, custom_field_99: 'x' }),
    call: { action: 'get-bug', input: { id: first } },
    field: 'custom_field_99',
  },
  listed: { object: 'story', collection: 'stories', key: 'id', more: (n) => ({ name: `需求 ${n}` }) },
  changes: { object: 'bug', collection: 'bugs', create: bug },
  poll: { trigger: 'bug-changed', settings: {}, collection: 'bugs', create: bug },
  webhook: {
    trigger: 'bug-created',
    settings: {},
    fire: (tapd, n) => void tapd.upsert('bugs', bug(n)),
    signing: ({ webhookSecret }) => ({ token: textOf(webhookSecret) }),
  },
  burst: 40,
};

export const exempt = {
  'paging.truncated-page': 'a page that is not full is the last: lists do not say how many there are',
};
