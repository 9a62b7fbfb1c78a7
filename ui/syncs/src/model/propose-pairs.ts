import type { JsonObject, JsonSchema, MatchForm, MatchRule, Side, SyncDocument } from '@joinery/contracts';
import { proposeMapping } from '@joinery/mapping';
import { propertiesOf } from '@joinery/ui-kit';
import { schemaAt, writableSchema } from './field-titles.ts';
import { fieldPairs, samePath, type PairDraft } from './pairs.ts';

interface Sided {
  readonly a: { readonly schema: JsonSchema };
  readonly b: { readonly schema: JsonSchema };
}

/** From here on a likeness is taken; a person removes what is wrong. */
const sure = 0.6;

/** Fields of both sides that are likely the same, of those that are not drawn yet. */
export function proposedPairs(
  document: SyncDocument,
  { a, b }: Sided,
  samples: Readonly<Record<Side, readonly JsonObject[]>>,
): readonly PairDraft[] {
  const drawn = fieldPairs(document);
  const isBackwards = document.direction === 'b-to-a';
  const proposals = isBackwards
    ? proposeMapping({ sourceSchema: b.schema, targetSchema: writableSchema(a.schema), samples: samples.b })
    : proposeMapping({ sourceSchema: a.schema, targetSchema: writableSchema(b.schema), samples: samples.a });
  return proposals
    .filter(({ confidence }) => confidence >= sure)
    .map(({ source, target }) => (isBackwards ? { a: target, b: source } : { a: source, b: target }))
    .filter((one) => !drawn.some((pair) => samePath(pair.a, one.a) || samePath(pair.b, one.b)))
    .map((one) => ({ ...one, way: wayOf(document, one.a, a.schema) }));
}

/** What a system fills in itself only goes out of it. */
function wayOf({ direction }: SyncDocument, a: readonly string[], schema: JsonSchema): SyncDocument['direction'] {
  const isWritable = propertiesOf(writableSchema(schema)).some(([name]) => name === a[0]);
  return direction === 'both' && !isWritable ? 'a-to-b' : direction;
}

const strength: readonly MatchForm[] = ['tax-id', 'exact', 'mail', 'phone', 'name'];

/** Rules by which records are likely recognised: the fields that both sides have, the strongest first. */
export function proposedRules(document: SyncDocument, { a, b }: Sided): readonly MatchRule[] {
  const found = fieldPairs(document).flatMap((pair) => {
    if (!pair.a || !pair.b) return [];
    const as = formOf(pair.a, a.schema) ?? formOf(pair.b, b.schema);
    return as ? [{ a: [...pair.a], b: [...pair.b], as }] : [];
  });
  return found
    .toSorted((one, other) => strength.indexOf(one.as) - strength.indexOf(other.as))
    .map((part) => ({ parts: [part] }));
}

const forms: readonly (readonly [MatchForm, RegExp])[] = [
  ['tax-id', /tax|credit_?code|税号|信用代码/i],
  ['mail', /mail|邮箱|邮件/i],
  ['phone', /phone|mobile|^tel$|telephone|电话|手机/i],
  ['exact', /(^|_)(code|no|number|sn)$|(No|Code|Number)$|编号|编码|工号/],
  ['name', /^(name|full_?name|title)$|名称|姓名/i],
];

/** By what the field is called, in the system and in words. */
function formOf(path: readonly string[], schema: JsonSchema): MatchForm | undefined {
  const title = JSON.stringify(schemaAt(schema, path)?.['x-title'] ?? '');
  const name = path.at(-1) ?? '';
  return forms.find(([, pattern]) => pattern.test(name) || pattern.test(title))?.[0];
}
