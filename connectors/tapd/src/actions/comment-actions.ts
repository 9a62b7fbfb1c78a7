import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { list } from '../operations.ts';

const comment = recordOf(
  {
    id: field.text('标识', 'Id'),
    description: field.text('内容(HTML)', 'Text (HTML)'),
    author: field.text('作者', 'Author'),
    entry_type: field.text('所属类型', 'Kind of its entry'),
    entry_id: field.text('所属标识', 'Id of its entry'),
    created: field.text('时间', 'Created'),
  },
  ['id'],
);
const sample = {
  id: '1010158231048492751',
  description: '<p>已修复</p>',
  author: 'wangfang',
  entry_type: 'bug',
  entry_id: '1010158231500628817',
  created: '2026-09-01 10:05:00',
};
const entry = {
  type: field.choice('所属类型', 'Kind', {
    bug: ['缺陷', 'Bug'],
    stories: ['需求', 'Story'],
    tasks: ['任务', 'Task'],
  }),
  id: field.text('标识(19 位)', 'Id (19 digits)', { pattern: '^[0-9]{1,20}$' }),
};

/** A comment cannot be told from another one with the same words, so a lost answer is a question for a person. */
export const addComment = defineAction({
  title: { zh: '添加评论', en: 'Add a comment' },
  input: form(
    {
      ...entry,
      text: field.text('内容(HTML)', 'Text (HTML)', { minLength: 1, maxLength: 100_000, 'x-multiline': true }),
    },
    ['type', 'id', 'text'],
  ),
  output: comment,
  sample,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/comments',
      encoding: 'form',
      body: `{'workspace_id': connection.workspaceId, 'entry_type': input.type, 'entry_id': input.id,
        'description': input.text, 'author': connection.operator}`,
    },
    output: 'body.data.Comment',
  },
});

export const listComments = defineAction({
  title: { zh: '列出评论', en: 'List comments' },
  input: form(entry, ['type', 'id']),
  output: comment,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/comments', 'Comment', {
    entry_type: "input.type = 'bug' ? 'bug|bug_remark' : input.type",
    entry_id: 'input.id',
    order: "'created asc'",
  }),
});
