import { defineAction, field, form } from '@joinery/connector-sdk';
import { commentSample, commentSchema, withIssueNumber } from '../issue-schema.ts';
import { findMarked, issueNumber, list, marked, repository, repositoryField } from '../operations.ts';

const all = repository('input');
const path = `${all}/issues/{input.number}/comments`;

export const addComment = defineAction({
  title: { zh: '添加评论', en: 'Add a comment' },
  description: {
    zh: '评论末尾有一行不显示的标记,网络中断后据此在仓库最新 100 条评论中查找',
    en: 'A mark that does not show ends the comment: by it the comment is found among the newest hundred of the repository after a broken connection',
  },
  input: form(
    {
      repository: repositoryField,
      number: issueNumber,
      text: field.text('内容(Markdown)', 'Body (Markdown)', { minLength: 1, maxLength: 65_000, 'x-multiline': true }),
    },
    ['number', 'text'],
  ),
  output: commentSchema,
  sample: commentSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: findMarked(`${all}/issues/comments`, {}, withIssueNumber('$made')),
  },
  operation: {
    kind: 'request',
    request: { method: 'POST', path, budget: 'content', body: `{'body': ${marked('input.text')}}` },
    output: withIssueNumber('body'),
  },
});

export const listComments = defineAction({
  title: { zh: '列出评论', en: 'List comments' },
  input: form({ repository: repositoryField, number: issueNumber }, ['number']),
  output: commentSchema,
  sample: commentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { ...list(path), output: withIssueNumber('item') },
});
