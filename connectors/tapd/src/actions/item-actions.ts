import { defineAction, field, form } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import type { ItemKind } from '../item-kinds.ts';
import { list, one, workspace } from '../operations.ts';

const id = field.text('标识(19 位)', 'Id (19 digits)', { pattern: '^[0-9]{1,20}$' });
const further = {
  ...field.object('其他字段', 'Further fields'),
  'x-help': {
    zh: '按 TAPD 的字段名填写,如 custom_field_one、iteration_id',
    en: 'By TAPD’s names: custom_field_one, iteration_id …',
  },
};

const formOf = (kind: ItemKind): JsonObject => ({
  title: field.text('标题', 'Title', { minLength: 1, maxLength: 255 }),
  description: field.text('描述(HTML)', 'Description (HTML)', { maxLength: 200_000, 'x-multiline': true }),
  priorityLabel: field.text('优先级名称', 'Name of the priority', {
    minLength: 1,
    maxLength: 50,
    'x-placeholder': '高',
  }),
  owners: field.list('处理人昵称', 'Owners', { type: 'string', minLength: 1, 'x-options': 'users' }),
  labels: field.list('标签', 'Labels', { type: 'string', minLength: 1, pattern: '^[^|]+$' }),
  ...kind.extra,
  further,
});

/** What was given, under TAPD's names; several people and labels are one text. */
const given = ({ title, owner, extra }: ItemKind): string =>
  [
    `$exists(input.title) ? {'${title}': input.title} : {}`,
    "$exists(input.priorityLabel) ? {'priority_label': input.priorityLabel} : {}",
    `$exists(input.owners) ? {'${owner}': $join(input.owners, ';')} : {}`,
    "$exists(input.labels) ? {'label': $join(input.labels, '|')} : {}",
    ...Object.keys(extra).map((name) => `$exists(input.${name}) ? {'${name}': input.${name}} : {}`),
    '$exists(input.further) ? input.further : {}',
  ].join(', ');

export const getItem = (kind: ItemKind) =>
  defineAction({
    title: { zh: `读取${kind.zh}`, en: `Get a ${kind.en}` },
    input: form({ id }, ['id']),
    output: kind.schema,
    sample: kind.sample,
    effect: { class: 'read' },
    safeToTest: true,
    operation: one(kind),
  });

export const listItems = (kind: ItemKind) =>
  defineAction({
    title: { zh: `列出${kind.zh}`, en: `List ${kind.enMany}` },
    input: form({
      statuses: field.list('状态为其中之一', 'With one of these statuses', {
        type: 'string',
        minLength: 1,
        'x-options': `${kind.word}-statuses`,
      }),
      title: field.text('标题包含', 'Title contains', { minLength: 1, maxLength: 255 }),
      owner: field.text('处理人', 'Owner', { minLength: 1, maxLength: 100, 'x-options': 'users' }),
    }),
    output: kind.schema,
    sample: kind.sample,
    effect: { class: 'read' },
    safeToTest: true,
    operation: list(`/${kind.path}`, kind.node, {
      status: "$count(input.statuses) > 0 ? $join(input.statuses, '|') : null",
      [kind.title]: 'input.title',
      [kind.owner]: 'input.owner',
      order: "'created asc'",
    }),
  });

/** TAPD takes no idempotency key, so it is written where a person says, or ends the description. */
const mark = "'joinery-' & state.idempotencyKey";
const markedBy = "($exists(connection.markField) ? connection.markField : 'description')";

export const createItem = (kind: ItemKind) =>
  defineAction({
    title: { zh: `新建${kind.zh}`, en: `Create a ${kind.en}` },
    description: {
      zh: '带一个 joinery-… 标记,网络中断后据此在最新 100 条中查找,不会重复新建',
      en: 'With a mark joinery-… by which it is found among the newest hundred after a broken connection instead of being made twice',
    },
    input: form(formOf(kind), ['title']),
    output: kind.schema,
    sample: kind.sample,
    effect: {
      class: 'checkable',
      key: { shape: 'hex32' },
      lookUp: {
        operation: {
          kind: 'request',
          request: {
            method: 'GET',
            path: `/${kind.path}`,
            query: { ...workspace, order: "'created desc'", limit: "'100'" },
          },
        },
        found: `($mark := ${mark}; $by := ${markedBy}; $count(body.data.${kind.node}[$contains($string($lookup($, $by)), $mark)]) > 0)`,
        output: `($mark := ${mark}; $by := ${markedBy}; body.data.${kind.node}[$contains($string($lookup($, $by)), $mark)][0])`,
      },
    },
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: `/${kind.path}`,
        encoding: 'form',
        body: `$merge([{'workspace_id': connection.workspaceId, '${kind.author}': connection.operator},
          $exists(input.description) ? {'description': input.description} : {}, ${given(kind)},
          $exists(connection.markField) ? {connection.markField: ${mark}}
            : {'description': ($exists(input.description) ? input.description : '') & '<p>' & ${mark} & '</p>'}])`,
      },
      output: `body.data.${kind.node}`,
    },
  });

export const updateItem = (kind: ItemKind) =>
  defineAction({
    title: { zh: `更新${kind.zh}`, en: `Update a ${kind.en}` },
    input: form(
      {
        id,
        ...formOf(kind),
        status: field.text('状态', 'Status', { minLength: 1, maxLength: 50, 'x-options': `${kind.word}-statuses` }),
        statusLabel: field.text('状态(中文名)', 'Status (by its Chinese name)', { minLength: 1, maxLength: 50 }),
      },
      ['id'],
    ),
    output: kind.schema,
    sample: kind.sample,
    effect: { class: 'idempotent' },
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: `/${kind.path}`,
        encoding: 'form',
        body: `$merge([{'workspace_id': connection.workspaceId, 'id': input.id, 'current_user': connection.operator},
          $exists(input.description) ? {'description': input.description} : {},
          $exists(input.status) ? {'status': input.status} : {},
          $exists(input.statusLabel) ? {'v_status': input.statusLabel} : {}, ${given(kind)}])`,
      },
      output: `body.data.${kind.node}`,
    },
  });
