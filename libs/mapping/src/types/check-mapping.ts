import { failureText, FailureError, type JsonSchema, type MappingSource } from '@joinery/contracts';
import { toExpression } from '../document/to-expression.ts';
import { mismatches, type Mismatch } from './check-target.ts';
import { coverageFindings } from './check-branches.ts';
import { typeFromSchema } from './from-schema.ts';
import { inferExpression } from './infer-expression.ts';
import { findingMessage } from './finding-texts.ts';
import type { Finding, FindingDraft, Message } from './finding.ts';
import { fixName, fixVariable, fixWrap } from './fixes.ts';
import { parse, type Node } from './syntax.ts';
import { positionOf, targetNodes, targetOfNodes } from './targets.ts';
import { schemaFromType } from './to-schema.ts';
import { anyType } from './type.ts';
import { unreadSources, unusedSourceFindings } from './check-unused.ts';
import { variablesOf } from './variables.ts';

export interface CheckInput {
  readonly mapping: MappingSource | string;
  readonly sourceSchema: JsonSchema;
  /** Without it only the expression itself is judged. */
  readonly targetSchema?: JsonSchema;
}

/** What a mapping would do wrong, what it yields, and what it leaves unread. */
export interface MappingReport {
  readonly findings: readonly Finding[];
  readonly output: JsonSchema;
  /** Declared source fields that nothing reads; not a fault in itself. */
  readonly unread: readonly (readonly string[])[];
}

/**
 * Tells at design time what would fail at night. An `error` fails or is wrong whenever it is reached; a `warning` may,
 * for some input that the source schema allows.
 *
 * @example
 * checkMapping({ mapping: '{"n": nmae}', sourceSchema: { type: 'object', properties: { name: { type: 'string' } } } })
 * // findings: [{ code: 'mapping.path-unknown', severity: 'warning', place: { target: ['n'], position: 10 }, … }]
 */
export function checkMapping({ mapping, sourceSchema, targetSchema }: CheckInput): MappingReport {
  const source = expressionOf(mapping);
  if (typeof source !== 'string') return broken(source);
  const parsed = parse(source);
  if (!parsed.ok) return broken(syntaxFinding(parsed.message, parsed.position));
  return judge({ source, ast: parsed.ast, sourceSchema, targetSchema });
}

function expressionOf(mapping: MappingSource | string): string | Finding {
  if (typeof mapping === 'string') return mapping;
  try {
    return toExpression(mapping);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const message = { zh: failureText(error.failure, 'zh'), en: failureText(error.failure, 'en') };
    const target = error.failure.params?.['target'];
    return {
      code: 'mapping.syntax',
      severity: 'error',
      place: { target: typeof target === 'string' ? target.split('.') : [] },
      message,
    };
  }
}

function broken(finding: Finding): MappingReport {
  return { findings: [finding], output: {}, unread: [] };
}

function syntaxFinding(detail: string, position: number): Finding {
  return {
    code: 'mapping.syntax',
    severity: 'error',
    place: { target: [], position },
    message: findingMessage('mapping.syntax', { detail }),
  };
}

interface Judged {
  readonly source: string;
  readonly ast: Node;
  readonly sourceSchema: JsonSchema;
  readonly targetSchema: JsonSchema | undefined;
}

function judge({ source, ast, sourceSchema, targetSchema }: Judged): MappingReport {
  const drafts: FindingDraft[] = [];
  const input = typeFromSchema(sourceSchema);
  const type = inferExpression(ast, input, { report: (draft) => drafts.push(draft) });
  const owners = targetOfNodes(ast);
  const wanted = targetSchema ? typeFromSchema(targetSchema) : anyType;
  const own = [...drafts, ...coverageFindings(ast, input), ...unusedVariables(ast)].map((draft) =>
    located(draft, source, owners),
  );
  const suited = mismatches(type, wanted).map((each) => atTarget(each, source, ast));
  const unread = unreadSources(ast, sourceSchema);
  const unused = targetSchema ? unusedSourceFindings({ unread, type, sourceSchema, targetSchema }) : [];
  return { findings: once([...own, ...suited, ...unused]), output: schemaFromType(type), unread };
}

function unusedVariables(ast: Node): readonly FindingDraft[] {
  const { binds, read } = variablesOf(ast);
  return [...binds]
    .filter(([name]) => !read.has(name))
    .map(([name, node]) => ({ code: 'mapping.unused-variable', severity: 'warning', node, params: { name } }) as const);
}

function located(draft: FindingDraft, source: string, owners: ReadonlyMap<Node, readonly string[]>): Finding {
  const target = owners.get(draft.node) ?? [];
  const position = positionOf(draft.node);
  const fix = draft.near
    ? (draft.code === 'mapping.unknown-function' ? fixVariable : fixName)(source, position, draft.near)
    : undefined;
  const hint = fix ? fix.label : '';
  const message = sentence(draft.code, { target: target.join('.') || '$', ...draft.params, hint });
  return { code: draft.code, severity: draft.severity, place: { target, position }, message, ...(fix ? { fix } : {}) };
}

/** A mismatch stands at the node that feeds the field, or at the nearest field around it. */
function atTarget(mismatch: Mismatch, source: string, ast: Node): Finding {
  const fields = targetNodes(ast);
  const feeding =
    fields.findLast(({ target }) => isSame(target, mismatch.target)) ??
    fields.findLast(({ target }) => isSame(target, mismatch.target.slice(0, target.length)));
  const position = feeding ? positionOf(feeding.node) : undefined;
  const fix = mismatch.wrap ? fixWrap(source, mismatch.target, mismatch.wrap) : undefined;
  const message = sentence(mismatch.code, { ...mismatch.params, hint: '' });
  return {
    code: mismatch.code,
    severity: mismatch.severity,
    place: { target: mismatch.target, position },
    message,
    ...(fix ? { fix } : {}),
  };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function sentence(code: Finding['code'], params: Readonly<Record<string, string | Message>>): Message {
  const inLanguage = (language: 'zh' | 'en') =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : value[language]]),
    );
  return { zh: findingMessage(code, inLanguage('zh')).zh, en: findingMessage(code, inLanguage('en')).en };
}

/** A lambda is visited more than once, and finds the same each time. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.code} ${finding.place.position ?? ''} ${finding.place.target.join('\u0000')}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
