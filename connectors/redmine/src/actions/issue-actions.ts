import { defineAction, field, form } from '@joinery/connector-sdk';
import { issueSample, issueSchema, wholeIssueSchema } from '../issue-schema.ts';
import { list, project, projectField } from '../operations.ts';

const id = field.whole('编号', 'Number', { minimum: 1 });
const number = (zh: string, en: string, options: string) => field.whole(zh, en, { minimum: 1, 'x-options': options });
const day = (zh: string, en: string) => field.text(zh, en, { format: 'date' });

const fields = {
  subject: field.text('主题', 'Subject', { minLength: 1, maxLength: 255 }),
  description: field.text('描述', 'Description', { maxLength: 60_000, 'x-multiline': true }),
  trackerId: number('跟踪', 'Tracker', 'trackers'),
  statusId: number('状态', 'Status', 'statuses'),
  priorityId: number('优先级', 'Priority', 'priorities'),
  assigneeId: number('指派给', 'Assignee', 'members'),
  dueDate: day('计划完成日期', 'Due date'),
  doneRatio: field.whole('完成 %', '% done', { minimum: 0, maximum: 100 }),
  customFields: field.list(
    '自定义字段',
    'Custom fields',
    field.object('字段', 'Field', { id: field.whole('编号', 'Number'), value: field.any('值', 'Value') }),
  ),
};
const names = {
  subject: 'subject',
  trackerId: 'tracker_id',
  statusId: 'status_id',
  priorityId: 'priority_id',
  assigneeId: 'assigned_to_id',
  dueDate: 'due_date',
  doneRatio: 'done_ratio',
} as const;
const given = Object.entries(names)
  .map(([ours, theirs]) => `$exists(input.${ours}) ? {'${theirs}': input.${ours}} : {}`)
  .join(', ');
const whole = { include: "'journals'" };
const issuePath = '/issues/{input.id}.json';

export const getIssue = defineAction({
  title: { zh: '读取问题', en: 'Get an issue' },
  input: form({ id }, ['id']),
  output: wholeIssueSchema,
  sample: { ...issueSample, journals: [] },
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: issuePath, query: whole }, output: 'body.issue' },
});

export const listIssues = defineAction({
  title: { zh: '列出问题', en: 'List issues' },
  description: { zh: '包括子项目的问题', en: 'Those of subprojects too' },
  input: form({
    project: projectField,
    status: {
      ...field.choice('状态', 'Status', { '*': ['全部', 'All'], open: ['打开', 'Open'], closed: ['关闭', 'Closed'] }),
      default: '*',
    },
    subject: field.text('主题包含', 'Subject contains', { minLength: 1, maxLength: 255 }),
    assigneeId: fields.assigneeId,
  }),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/issues.json', 'issues', {
    project_id: project,
    status_id: "$exists(input.status) ? input.status : '*'",
    subject: "$exists(input.subject) ? '~' & input.subject",
    assigned_to_id: 'input.assigneeId',
    sort: "'id'",
  }),
});

/** Redmine takes no idempotency key, so it is written where a person says, or ends the description. */
const mark = "'joinery-' & state.idempotencyKey";
const holdsMark = `($mark := ${mark}; $field := connection.markField; body.issues[
  $exists($field) ? custom_fields[id = $field].value = $mark : $contains($string(description), $mark)])`;

export const createIssue = defineAction({
  title: { zh: '新建问题', en: 'Create an issue' },
  description: {
    zh: '带一个 joinery-… 标记,网络中断后据此在最新 100 条中查找,不会重复新建',
    en: 'With a mark joinery-… by which it is found among the newest hundred after a broken connection instead of being made twice',
  },
  input: form({ project: projectField, ...fields, private: field.flag('私有', 'Private') }, ['subject']),
  output: issueSchema,
  sample: issueSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        request: {
          method: 'GET',
          path: '/issues.json',
          query: { project_id: project, status_id: "'*'", sort: "'id:desc'", limit: "'100'" },
        },
      },
      found: `$count(${holdsMark}) > 0`,
      output: `${holdsMark}[0]`,
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/issues.json',
      body: `($fields := $exists(input.customFields) ? [input.customFields] : [];
        {'issue': $merge([{'project_id': ${project}}, ${given},
          input.private = true ? {'is_private': true} : {},
          $exists(connection.markField)
            ? $merge([$exists(input.description) ? {'description': input.description} : {},
                {'custom_fields': $append($fields, [{'id': connection.markField, 'value': ${mark}}])}])
            : $merge([{'description': ($exists(input.description) ? input.description & '\\n\\n' : '') & ${mark}},
                $count($fields) > 0 ? {'custom_fields': $fields} : {}])])})`,
    },
    output: 'body.issue',
  },
});

/** A status the workflow does not allow is passed over without a word, so the issue is read again and compared. */
const changed = `{'issue': $merge([${given},
  $exists(input.description) ? {'description': input.description} : {},
  $exists(input.customFields) ? {'custom_fields': [input.customFields]} : {},
  $exists(input.notes) ? {'notes': input.notes, 'private_notes': input.privateNotes = true} : {}])}`;
const write = { name: 'written', request: { method: 'PUT' as const, path: issuePath, body: changed } };
const statusIgnored = {
  when: {
    status: '2xx' as const,
    expression: '$exists(input.statusId) and $exists(body.issue.status.id) and body.issue.status.id != input.statusId',
  },
  meaning: 'invalid' as const,
  code: "'status-ignored'",
  detail: "'status is still ' & body.issue.status.name",
  message: {
    zh: '其余已写入,但工作流不允许改为该状态,Redmine 未作改动',
    en: 'The rest was written, but the workflow does not allow that status: Redmine left it as it was',
  },
};

export const updateIssue = defineAction({
  title: { zh: '更新问题', en: 'Update an issue' },
  description: {
    zh: '更新后重新读取:工作流不允许的状态会明确报错',
    en: 'Read again afterwards: a status the workflow does not allow is told as an error',
  },
  input: form({ id, ...fields }, ['id']),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    before: [write],
    request: { method: 'GET', path: issuePath },
    output: 'body.issue',
    errors: [statusIgnored],
  },
});

/** A note cannot be told from another one with the same words, so a lost answer is a question for a person. */
export const addNote = defineAction({
  title: { zh: '添加说明', en: 'Add a note' },
  input: form(
    {
      id,
      notes: field.text('说明', 'Notes', { minLength: 1, maxLength: 60_000, 'x-multiline': true }),
      privateNotes: field.flag('私有', 'Private'),
      statusId: fields.statusId,
    },
    ['id', 'notes'],
  ),
  output: wholeIssueSchema,
  sample: {
    ...issueSample,
    journals: [
      {
        id: 7,
        user: { id: 5, name: 'Joinery' },
        notes: '已修复',
        private_notes: false,
        created_on: '2026-09-01T02:05:00Z',
      },
    ],
  },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    before: [write],
    request: { method: 'GET', path: issuePath, query: whole },
    output: 'body.issue',
    errors: [statusIgnored],
  },
});
