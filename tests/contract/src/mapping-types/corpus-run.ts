import type { JsonSchema } from '@joinery/contracts';
import { checkMapping, type Finding, type FindingCode } from '@joinery/mapping';
import {
  bases,
  corrections,
  forgotten,
  mistakes,
  mistakeClasses,
  routes,
  type Change,
  type MistakeClass,
  type WholeCase,
} from './corpus.ts';
import { schemas } from './corpus-schemas.ts';
import { fieldCases } from './field-cases/index.ts';
import type { FieldCases, MemberChange } from './field-cases/field-case.ts';

/** The findings that count as having seen a mistake of a class. */
const codesOf: Readonly<Record<MistakeClass, readonly FindingCode[]>> = {
  'wrong-path': ['mapping.path-unknown', 'mapping.target-unknown'],
  'missing-required': ['mapping.required-missing', 'mapping.required-may-be-missing'],
  'wrong-type': ['mapping.wrong-type'],
  'enum-uncovered': ['mapping.enum-uncovered'],
  'too-long': ['mapping.too-long'],
  'date-without-zone': ['mapping.date-without-zone'],
  'list-single': ['mapping.list-for-single', 'mapping.single-for-list'],
  'null-into-required': ['mapping.null-into-required'],
  'wrong-operand': ['mapping.wrong-operand', 'mapping.list-for-single', 'mapping.unknown-function'],
  'always-false': ['mapping.always-false'],
  'unused-source': ['mapping.unused-source', 'mapping.unused-variable'],
  'lossy-number': ['mapping.lossy-number', 'mapping.out-of-range'],
};

function expressionOf(base: Readonly<Record<string, string>>, [member, value]: Partial<MemberChange>): string {
  const members: Record<string, string> = { ...base };
  if (member !== undefined && value === undefined) delete members[member];
  if (member !== undefined && value !== undefined) members[member] = value;
  return `{${Object.entries(members)
    .map(([name, text]) => `${JSON.stringify(name)}: ${text}`)
    .join(', ')}}`;
}

function findingsOf(change: Partial<Change> & Pick<Change, 'route'>): readonly Finding[] {
  const [source, target] = routes[change.route];
  const mapping = expressionOf(bases[change.route], [change.member, change.value] as Partial<MemberChange>);
  return checkMapping({ mapping, sourceSchema: schemas[source], targetSchema: schemas[target] }).findings;
}

function findingsOfField({ source, target, base }: FieldCases, change: Partial<MemberChange>): readonly Finding[] {
  return checkMapping({ mapping: expressionOf(base, change), sourceSchema: source, targetSchema: target }).findings;
}

interface Judged {
  readonly label: string;
  readonly findings: readonly Finding[];
}

const fieldMistakes = (): readonly (Judged & { readonly kind: MistakeClass })[] =>
  Object.entries(fieldCases).flatMap(([route, cases]) =>
    mistakeClasses.flatMap((kind) =>
      (cases.mistakes[kind] ?? []).map((change) => ({
        kind,
        label: `${kind} ${route} ${change[0]}: ${change[1] ?? '(left out)'}`,
        findings: findingsOfField(cases, change),
      })),
    ),
  );

const fieldCorrect = (): readonly Judged[] =>
  Object.entries(fieldCases).flatMap(([route, cases]) =>
    [[] as const, ...cases.correct].map((change) => ({
      label: `${route} ${change[0] ?? ''}: ${change[1] ?? ''}`,
      findings: findingsOfField(cases, change as Partial<MemberChange>),
    })),
  );

function recordSchema(fields: Readonly<Record<string, string>>): JsonSchema {
  const names = Object.keys(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name.replace('!', ''), { type: fields[name] ?? 'string' }])),
    required: names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1)),
  };
}

function findingsOfWhole({ source, target, mapping }: WholeCase): readonly Finding[] {
  return checkMapping({ mapping, sourceSchema: recordSchema(source), targetSchema: recordSchema(target) }).findings;
}

export interface ClassScore {
  readonly mistakes: number;
  readonly caught: number;
}

export interface CorpusScore {
  readonly mistakes: number;
  readonly caught: number;
  readonly catchRate: number;
  readonly correct: number;
  readonly falseAlarms: number;
  readonly falseAlarmRate: number;
  readonly classes: Readonly<Record<string, ClassScore>>;
  readonly missed: readonly string[];
  readonly alarms: readonly string[];
}

/** Checks every mistake and every correct mapping of the corpus. */
export function runCorpus(): CorpusScore {
  const results = [
    ...mistakes.map((each) => ({
      kind: each.kind,
      label: `${each.kind} ${each.route} ${each.member}: ${each.value ?? '(left out)'}`,
      found: isCaught(each.kind, findingsOf(each)),
    })),
    ...forgotten.map((each) => ({
      kind: 'unused-source' as const,
      label: `unused-source ${JSON.stringify(each.mapping)}`,
      found: isCaught('unused-source', findingsOfWhole(each)),
    })),
    ...fieldMistakes().map(({ kind, label, findings }) => ({ kind, label, found: isCaught(kind, findings) })),
  ];
  const right: readonly (Partial<Change> & Pick<Change, 'route'>)[] = [
    ...Object.keys(bases).map((route) => ({ route: route as Change['route'] })),
    ...corrections,
  ];
  const judged = [
    ...right.map((change) => ({
      label: `${change.route} ${change.member ?? ''}: ${change.value ?? ''}`,
      findings: findingsOf(change),
    })),
    ...fieldCorrect(),
  ].map(alarmsOf);
  const alarms = judged.flat();
  const caught = results.filter((each) => each.found).length;
  const flagged = judged.filter((each) => each.length > 0).length;
  return {
    mistakes: results.length,
    caught,
    catchRate: rate(caught, results.length),
    correct: judged.length,
    falseAlarms: flagged,
    falseAlarmRate: rate(flagged, judged.length),
    classes: Object.fromEntries(
      mistakeClasses.map((kind) => [kind, scoreOf(results.filter((each) => each.kind === kind))]),
    ),
    missed: results.filter((each) => !each.found).map((each) => each.label),
    alarms,
  };
}

function isCaught(kind: MistakeClass, findings: readonly Finding[]): boolean {
  return findings.some((finding) => codesOf[kind].includes(finding.code));
}

function alarmsOf({ label, findings }: Judged): readonly string[] {
  return findings.map(({ code, message }) => `${label} → ${code}: ${message.en}`);
}

function scoreOf(results: readonly { readonly found: boolean }[]): ClassScore {
  return { mistakes: results.length, caught: results.filter((each) => each.found).length };
}

function rate(part: number, whole: number): number {
  return Math.round((part / Math.max(1, whole)) * 10_000) / 10_000;
}
