import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject, JsonSchema } from '@joinery/contracts';

/** Bugs and stories: the same interface under other names. */
export interface ItemKind {
  readonly word: 'bug' | 'story';
  readonly path: 'bugs' | 'stories';
  /** Each row is wrapped in its name. */
  readonly node: 'Bug' | 'Story';
  readonly zh: string;
  readonly en: string;
  readonly enMany: string;
  /** What the title and the person in charge are called. */
  readonly title: 'title' | 'name';
  readonly owner: 'current_owner' | 'owner';
  /** Whoever made it. */
  readonly author: 'reporter' | 'creator';
  readonly schema: JsonSchema;
  readonly sample: JsonObject;
  /** Further fields of forms and records, under TAPD's names. */
  readonly extra: JsonObject;
}

const shared = {
  id: field.text('标识(19 位)', 'Id (19 digits)'),
  description: field.optionalText('描述(HTML)', 'Description (HTML)'),
  status: field.text('状态', 'Status'),
  priority: field.optionalText('优先级', 'Priority'),
  priority_label: field.optionalText('优先级名称', 'Name of the priority'),
  label: field.optionalText('标签(以 | 分隔)', 'Labels (split by |)'),
  iteration_id: field.optionalText('迭代', 'Iteration'),
  workspace_id: field.text('项目', 'Workspace'),
  created: field.optionalText('创建时间', 'Created'),
  modified: field.optionalText('更新时间', 'Modified'),
};
const person = (zh: string, en: string): JsonObject =>
  field.optionalText(`${zh}(多人以 ; 分隔)`, `${en} (several split by ;)`);
const sample = {
  id: '1010158231500628817',
  description: '<p>客户反馈登录后页面空白</p>',
  priority: 'high',
  priority_label: '高',
  label: '阻塞',
  iteration_id: '0',
  workspace_id: '10158231',
  created: '2026-09-01 09:00:00',
  modified: '2026-09-01 10:05:00',
};

const severity = field.choice('严重程度', 'Severity', {
  fatal: ['致命', 'Fatal'],
  serious: ['严重', 'Serious'],
  normal: ['一般', 'Normal'],
  prompt: ['提示', 'Prompt'],
  advice: ['建议', 'Advice'],
});

export const bug: ItemKind = {
  word: 'bug',
  path: 'bugs',
  node: 'Bug',
  zh: '缺陷',
  en: 'bug',
  enMany: 'bugs',
  title: 'title',
  owner: 'current_owner',
  author: 'reporter',
  schema: recordOf(
    {
      ...shared,
      title: field.text('标题', 'Title'),
      severity: field.optionalText('严重程度', 'Severity'),
      reporter: person('创建人', 'Reporter'),
      current_owner: person('处理人', 'Owner'),
      resolved: field.optionalText('解决时间', 'Resolved'),
      closed: field.optionalText('关闭时间', 'Closed'),
    },
    ['id', 'title'],
  ),
  sample: {
    ...sample,
    title: '登录后页面空白',
    status: 'in_progress',
    severity: 'normal',
    reporter: 'joinery',
    current_owner: 'wangfang;',
    resolved: null,
    closed: null,
  },
  extra: { severity },
};

export const story: ItemKind = {
  word: 'story',
  path: 'stories',
  node: 'Story',
  zh: '需求',
  en: 'story',
  enMany: 'stories',
  title: 'name',
  owner: 'owner',
  author: 'creator',
  schema: recordOf(
    {
      ...shared,
      name: field.text('标题', 'Title'),
      creator: person('创建人', 'Creator'),
      owner: person('处理人', 'Owner'),
      completed: field.optionalText('完成时间', 'Completed'),
    },
    ['id', 'name'],
  ),
  sample: {
    ...sample,
    name: '支持单点登录',
    status: 'planning',
    creator: 'joinery',
    owner: 'wangfang;',
    completed: null,
  },
  extra: {},
};
