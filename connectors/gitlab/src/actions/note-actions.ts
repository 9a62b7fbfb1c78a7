import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { userSchema } from '../issue-schema.ts';
import { list, project, projectField } from '../operations.ts';

const note = recordOf(
  {
    id: field.whole('标识', 'Id'),
    body: field.text('内容(Markdown)', 'Body (Markdown)'),
    author: { ...userSchema, 'x-title': { zh: '作者', en: 'Author' } },
    system: field.flag('系统生成', 'By the system'),
    internal: field.flag('内部', 'Internal'),
    created_at: field.text('时间', 'Created'),
  },
  ['id', 'body'],
);
const sample = {
  id: 302,
  body: '已修复',
  author: { id: 51, username: 'wangfang', name: '王芳' },
  system: false,
  internal: false,
  created_at: '2026-09-01T02:05:00.000Z',
};
const iid = field.whole('项目内编号', 'Number in the project', { minimum: 1 });
const path = `${project('input')}/issues/{input.iid}/notes`;

/** Notes cannot be searched, so a lost answer is a question for a person. */
export const addNote = defineAction({
  title: { zh: '添加评论', en: 'Add a note' },
  input: form(
    {
      project: projectField,
      iid,
      text: field.text('内容(Markdown)', 'Body (Markdown)', { minLength: 1, maxLength: 900_000, 'x-multiline': true }),
      internal: field.flag('仅项目成员可见', 'For members of the project only', { default: false }),
    },
    ['iid', 'text'],
  ),
  output: note,
  sample,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: { method: 'POST', path, body: "{'body': input.text, 'internal': input.internal = true}" },
  },
});

export const listNotes = defineAction({
  title: { zh: '列出评论', en: 'List notes' },
  input: form({ project: projectField, iid }, ['iid']),
  output: note,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list(path, { sort: "'asc'", order_by: "'created_at'" }),
});
