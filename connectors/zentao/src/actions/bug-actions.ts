import { defineAction, field, form } from '@joinery/connector-sdk';
import { bugSample, bugSchema, withPlainStatus } from '../bug-schema.ts';
import { bugs, product, productField } from '../operations.ts';

const id = field.whole('缺陷编号', 'Number of the bug', { minimum: 1 });
const level = (zh: string, en: string) => field.whole(zh, en, { minimum: 1, maximum: 4 });
const title = field.text('标题', 'Title', { minLength: 1, maxLength: 255 });
const steps = field.text('重现步骤(HTML)', 'Steps (HTML)', { maxLength: 100_000, 'x-multiline': true });
const comment = field.text('备注', 'Comment', { maxLength: 50_000, 'x-multiline': true });
const account = field.text('指派给(账号)', 'Assigned to (account)', { maxLength: 100, 'x-options': 'users' });
const type = field.choice('类型', 'Type', {
  codeerror: ['代码错误', 'Code error'],
  config: ['配置相关', 'Configuration'],
  install: ['安装部署', 'Installation'],
  security: ['安全相关', 'Security'],
  performance: ['性能问题', 'Performance'],
  standard: ['标准规范', 'Standard'],
  automation: ['测试脚本', 'Test script'],
  designdefect: ['设计缺陷', 'Design defect'],
  others: ['其他', 'Other'],
});
const one = withPlainStatus('body');

export const getBug = defineAction({
  title: { zh: '读取缺陷', en: 'Get a bug' },
  input: form({ id }, ['id']),
  output: bugSchema,
  sample: bugSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: '/bugs/{input.id}' }, output: one },
});

export const listBugs = defineAction({
  title: { zh: '列出缺陷', en: 'List bugs' },
  input: form({
    product: productField,
    status: {
      ...field.choice('范围', 'Which', {
        all: ['全部', 'All'],
        unclosed: ['未关闭', 'Not closed'],
        unresolved: ['未解决', 'Not resolved'],
      }),
      default: 'all',
    },
  }),
  output: bugSchema,
  sample: bugSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: bugs(product, "$exists(input.status) ? input.status : 'all'"),
});

/** ZenTao takes no idempotency key, so it becomes a keyword; what was just made is among the newest. */
const mark = "'joinery-' & state.idempotencyKey";

export const createBug = defineAction({
  title: { zh: '新建缺陷', en: 'Create a bug' },
  description: {
    zh: '关键词中带一个 joinery-… 标记,网络中断后据此查找,不会重复新建',
    en: 'Its keywords hold a mark joinery-… by which it is found after a broken connection instead of being made twice',
  },
  input: form(
    {
      product: productField,
      title,
      steps,
      type: { ...type, default: 'codeerror' },
      severity: { ...level('严重程度(1 最高)', 'Severity (1 is highest)'), default: 3 },
      pri: { ...level('优先级(1 最高)', 'Priority (1 is highest)'), default: 3 },
      keywords: field.text('关键词', 'Keywords', { maxLength: 150, 'x-placeholder': 'SC-1001' }),
      openedBuild: field.list('影响版本', 'Builds', { type: 'string', minLength: 1 }),
      assignedTo: account,
      further: {
        ...field.object('其他字段', 'Further fields'),
        'x-help': { zh: '按禅道的字段名填写,如 module、execution', en: 'By ZenTao’s names: module, execution …' },
      },
    },
    ['title'],
  ),
  output: bugSchema,
  sample: bugSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        request: {
          method: 'GET',
          path: `/products/${product}/bugs`,
          query: { status: "'all'", order: "'id_desc'", page: '1', limit: '100' },
        },
      },
      found: `($mark := ${mark}; $count(body.bugs[$contains($string(keywords), $mark)]) > 0)`,
      output: `($mark := ${mark}; $bug := body.bugs[$contains($string(keywords), $mark)][0]; ${withPlainStatus('$bug')})`,
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: `/products/${product}/bugs`,
      body: `$merge([
        {'title': input.title, 'type': $exists(input.type) ? input.type : 'codeerror',
          'severity': $exists(input.severity) ? input.severity : 3, 'pri': $exists(input.pri) ? input.pri : 3,
          'keywords': ($exists(input.keywords) ? input.keywords & ',' : '') & ${mark},
          'openedBuild': $count(input.openedBuild) > 0 ? [input.openedBuild] : ['trunk']},
        $exists(input.steps) ? {'steps': input.steps} : {},
        $exists(input.assignedTo) ? {'assignedTo': input.assignedTo} : {},
        $exists(input.further) ? input.further : {}
      ])`,
    },
    output: one,
  },
});

export const updateBug = defineAction({
  title: { zh: '更新缺陷', en: 'Update a bug' },
  input: form(
    {
      id,
      title,
      steps,
      type,
      severity: level('严重程度(1 最高)', 'Severity (1 is highest)'),
      pri: level('优先级(1 最高)', 'Priority (1 is highest)'),
      further: field.object('其他字段', 'Further fields'),
    },
    ['id'],
  ),
  output: bugSchema,
  sample: bugSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: '/bugs/{input.id}',
      body: "$merge([$sift(input, function($value, $name) { $name in ['title', 'steps', 'type', 'severity', 'pri'] }), $exists(input.further) ? input.further : {}])",
    },
    output: one,
  },
});

/** An action of ZenTao that leads to a status; a bug that is there already is left as it is. */
const statusAction = (
  verb: string,
  status: string,
  titles: { readonly zh: string; readonly en: string },
  body: string,
  fields = {},
) =>
  defineAction({
    title: titles,
    input: form({ id, ...fields, comment }, ['id']),
    output: bugSchema,
    sample: { ...bugSample, status },
    effect: {
      class: 'checkable',
      lookUp: {
        operation: { kind: 'request', request: { method: 'GET', path: '/bugs/{input.id}' } },
        found: `${one}.status = '${status}'`,
        output: one,
      },
    },
    operation: { kind: 'request', request: { method: 'POST', path: `/bugs/{input.id}/${verb}`, body }, output: one },
  });

const resolution = {
  ...field.choice('解决方案', 'Resolution', {
    fixed: ['已解决', 'Fixed'],
    bydesign: ['设计如此', 'By design'],
    duplicate: ['重复', 'Duplicate'],
    external: ['外部原因', 'External'],
    notrepro: ['无法重现', 'Not reproducible'],
    postponed: ['延期处理', 'Postponed'],
    willnotfix: ['不予解决', 'Will not fix'],
  }),
  default: 'fixed',
};

export const resolveBug = statusAction(
  'resolve',
  'resolved',
  { zh: '解决缺陷', en: 'Resolve a bug' },
  `$merge([{'resolution': $exists(input.resolution) ? input.resolution : 'fixed', 'resolvedBuild': $exists(input.resolvedBuild) ? input.resolvedBuild : 'trunk'},
    $exists(input.comment) ? {'comment': input.comment} : {}])`,
  { resolution, resolvedBuild: field.text('解决版本', 'Resolved in build', { maxLength: 100, default: 'trunk' }) },
);
export const closeBug = statusAction(
  'close',
  'closed',
  { zh: '关闭缺陷', en: 'Close a bug' },
  "$exists(input.comment) ? {'comment': input.comment} : {}",
);
export const activateBug = statusAction(
  'active',
  'active',
  { zh: '激活缺陷', en: 'Activate a bug again' },
  "$merge([{'openedBuild': ['trunk']}, $exists(input.comment) ? {'comment': input.comment} : {}])",
);
