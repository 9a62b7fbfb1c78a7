import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { documentOf } from '../document-text.ts';
import { personSchema } from '../issue-schema.ts';

const comment = recordOf(
  {
    id: field.text('标识', 'Id'),
    author: { ...personSchema, 'x-title': { zh: '作者', en: 'Author' } },
    body: field.any('内容(Atlassian 文档)', 'Body (Atlassian document)'),
    created: field.text('创建时间', 'Created'),
    updated: field.text('更新时间', 'Updated'),
  },
  ['id'],
);
const sample = {
  id: '10010',
  author: { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: '王芳', active: true },
  body: {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: '已修复' }] }],
  },
  created: '2026-09-01T10:05:00.000+0800',
  updated: '2026-09-01T10:05:00.000+0800',
};
const key = field.text('问题编号或标识', 'Key or id of the issue', { minLength: 1, maxLength: 100 });

/** A comment cannot be told from another one with the same words, so a lost answer is a question for a person. */
export const addComment = defineAction({
  title: { zh: '添加评论', en: 'Add a comment' },
  input: form({ key, text: field.text('内容', 'Text', { minLength: 1, maxLength: 32_767, 'x-multiline': true }) }, [
    'key',
    'text',
  ]),
  output: comment,
  sample,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: { method: 'POST', path: '/issue/{input.key}/comment', body: `{'body': ${documentOf('input.text')}}` },
  },
});

export const listComments = defineAction({
  title: { zh: '列出评论', en: 'List comments' },
  input: form({ key }, ['key']),
  output: comment,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/issue/{input.key}/comment', query: { orderBy: "'created'" } },
    pagination: {
      kind: 'offset',
      items: 'body.comments',
      send: { in: 'query', name: 'startAt' },
      size: { send: { in: 'query', name: 'maxResults' }, value: 100 },
      total: 'body.total',
    },
  },
});
