import {
  FlowDocumentSchema,
  SyncDocumentSchema,
  type ConnectorRef,
  type FlowDocument,
  type Json,
  type JsonObject,
  type SyncDocument,
  type Template,
} from '@joinery/contracts';
import { fromExpression } from '@joinery/mapping';

export interface TemplateFilling {
  readonly language: 'zh' | 'en';
  /** For each role the connection that plays it. */
  readonly connections: Readonly<Record<string, ConnectorRef & { readonly connectionId: string }>>;
  /** Checked against the template's choices, defaults filled in. */
  readonly choices: JsonObject;
  /** For each part the id that its flow or sync will have. */
  readonly ids: Readonly<Record<string, string>>;
}

interface Named {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly description: string;
}
/** A document without gaps, ready to be stored. */
export type FilledPart = Named &
  (
    | { readonly kind: 'flow'; readonly document: FlowDocument }
    | { readonly kind: 'sync'; readonly document: SyncDocument }
  );

/**
 * Fills the gaps of a template's documents. Mappings come as lines where they can be drawn.
 * @throws RangeError for a gap that nothing fills, ZodError for a document that is none: a template with such a mistake
 * fails its own test.
 */
export function fillTemplate(template: Template, filling: TemplateFilling): readonly FilledPart[] {
  const valueOf = gapValues(template, filling);
  return template.parts.map(({ key, kind, title, summary, document }) => {
    const filled = drawn(withValues(document, valueOf));
    const named = {
      key,
      id: filling.ids[key]!,
      name: title[filling.language],
      description: summary[filling.language],
    };
    return kind === 'flow'
      ? { ...named, kind, document: FlowDocumentSchema.parse(filled) as FlowDocument }
      : { ...named, kind, document: SyncDocumentSchema.parse(filled) };
  });
}

type ValueOf = (gap: string) => Json;

function gapValues({ words }: Template, { language, connections, choices, ids }: TemplateFilling): ValueOf {
  const groups: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
    connectors: mapped(connections, ({ name, version }) => ({ name, version })),
    connections: mapped(connections, ({ connectionId }) => connectionId),
    choices,
    parts: ids,
    words: mapped(words, (text) => text[language]),
  };
  return (gap) => {
    const [group = '', name = ''] = gap.split('.');
    const value = groups[group]?.[name];
    if (value === undefined) throw new RangeError(`nothing fills the gap @{${gap}}`);
    return value;
  };
}

const wholeGap = /^@\{([\w.]+)\}$/;
const anyGap = /@\{([\w.]+)\}/g;

function withValues(value: Json, valueOf: ValueOf): Json {
  if (typeof value === 'string') {
    const [, gap] = wholeGap.exec(value) ?? [];
    if (gap !== undefined) return valueOf(gap);
    return value.replaceAll(anyGap, (_, name: string) => JSON.stringify(valueOf(name)));
  }
  return mapJson(value, (one) => withValues(one, valueOf));
}

/** A mapping written as an expression, as the lines the mapper draws. */
function drawn(value: Json): Json {
  if (isObject(value) && value['kind'] === 'expression' && typeof value['expression'] === 'string')
    return fromExpression(value['expression']) as unknown as Json;
  return mapJson(value, drawn);
}

function mapJson(value: Json, of: (one: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => of(one));
  return isObject(value) ? mapped(value, of) : value;
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mapped<V, R>(record: Readonly<Record<string, V>>, of: (value: V) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}
