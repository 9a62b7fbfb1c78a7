import type { JsonObject, JsonSchema } from '../json.ts';
import type { LocalText } from '../manifest/words.ts';
import { anyText, flag, group, instant, link, listOf, text } from './field.ts';

/** One object of the unified data standard. */
export interface CanonicalObject {
  readonly name: string;
  /** Its name in addresses and in the simulator: lower case, plural. */
  readonly collection: string;
  readonly title: LocalText;
  readonly schema: JsonSchema;
}

export interface CanonicalDraft {
  readonly name: string;
  readonly collection: string;
  readonly title: LocalText;
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, JsonSchema>>;
}

const externalId = group(
  '外部标识',
  'External id',
  {
    system: text('系统', 'System', 100),
    connectionId: text('连接', 'Connection', 100),
    objectType: text('对象类型', 'Object type', 100),
    id: text('标识', 'Id', 200),
  },
  ['system', 'id'],
);

/** What every canonical record carries besides its own fields. */
export const envelope: Readonly<Record<string, JsonSchema>> = {
  id: text('标识', 'Id', 100),
  source: group('来源', 'Source', {
    system: text('系统', 'System', 100),
    connectionId: text('连接', 'Connection', 100),
    objectType: text('对象类型', 'Object type', 100),
    externalId: text('外部标识', 'External id', 200),
    url: link('链接', 'Link'),
    version: text('版本', 'Version', 100),
  }),
  externalIds: listOf('外部标识列表', 'External ids', externalId),
  customFields: {
    type: 'object',
    'x-title': { zh: '自定义字段', en: 'Custom fields' },
    additionalProperties: {
      anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, { type: 'array', items: { type: 'string' } }],
    },
  },
  tags: listOf('标签', 'Tags', anyText),
  version: { type: 'integer', minimum: 1, 'x-title': { zh: '版本号', en: 'Version' } },
  createdAt: instant('创建时间', 'Created at'),
  updatedAt: instant('更新时间', 'Updated at'),
  deletedAt: instant('删除时间', 'Deleted at'),
  isDeleted: flag('已删除', 'Deleted'),
};

/** A canonical object from its own fields: the envelope around them, unknown members kept. */
export function canonicalObject({ name, collection, title, required, fields }: CanonicalDraft): CanonicalObject {
  const schema: JsonObject = {
    title: name,
    'x-title': { ...title },
    type: 'object',
    required,
    properties: { ...envelope, ...fields },
    additionalProperties: true,
  };
  return { name, collection, title, schema };
}
