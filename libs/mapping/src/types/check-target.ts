import type { FindingCode } from './finding-texts.ts';
import type { Message, Severity } from './finding.ts';
import { dateKind, isZonedText } from './date-format.ts';
import { describeType } from './describe-type.ts';
import { memberOf, reachOf } from './join.ts';
import { streamOf } from './sequences.ts';
import {
  holdsValues,
  isOnly,
  kindsOf,
  mayBe,
  present,
  withoutArray,
  type NumberType,
  type ObjectType,
  type StringType,
  type Type,
} from './type.ts';

/** Something that does not suit the target, at a target path. */
export interface Mismatch {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly target: readonly string[];
  readonly params: Readonly<Record<string, string | Message>>;
  /** A name that the target does not have, and the names it has. */
  readonly near?: { readonly name: string; readonly known: readonly string[] };
  /** How the value could be wrapped so that it surely suits. */
  readonly wrap?: 'text' | 'list';
}

/** Everything that values of one type do wrong where another is wanted. */
export function mismatches(actual: Type, wanted: Type, target: readonly string[] = []): readonly Mismatch[] {
  if (wanted.any || actual.any || !holdsValues(actual)) return [];
  return [
    ...nullMismatch(actual, wanted, target),
    ...kindMismatch(actual, wanted, target),
    ...(actual.number && wanted.number ? numberMismatch(actual.number, wanted.number, target) : []),
    ...(actual.string && wanted.string ? stringMismatch(actual.string, wanted.string, target) : []),
    ...(actual.array && wanted.array ? mismatches(actual.array.items, wanted.array.items, target) : []),
    ...(actual.object && wanted.object ? objectMismatch(actual.object, wanted.object, target) : []),
  ];
}

function nameOf(target: readonly string[]): string {
  return target.join('.') || '$';
}

function nullMismatch(actual: Type, wanted: Type, target: readonly string[]): readonly Mismatch[] {
  if (!actual.null || wanted.null) return [];
  const severity = isOnly(actual, 'null') ? 'error' : 'warning';
  return [{ code: 'mapping.null-into-required', severity, target, params: { target: nameOf(target) } }];
}

function kindMismatch(actual: Type, wanted: Type, target: readonly string[]): readonly Mismatch[] {
  const values: Type = {
    ...present(actual),
    null: false,
    array: actual.array?.seldom && !wanted.array ? undefined : actual.array,
  };
  const wrong = kindsOf(values).filter((kind) => !mayBe(wanted, kind));
  if (wrong.length === 0) return [];
  const always = wrong.length === kindsOf(values).length;
  const params = {
    target: nameOf(target),
    expected: describeType({ ...wanted, missing: false }),
    actual: describeType(values),
  };
  return [
    {
      code: kindCode(values, wanted),
      severity: always ? 'error' : 'warning',
      target,
      params,
      ...wrapFor(values, wanted),
    },
  ];
}

function kindCode(values: Type, wanted: Type): FindingCode {
  const single = withoutArray(values);
  if (values.array && !wanted.array && suits(values.array.items, wanted)) return 'mapping.list-for-single';
  if (wanted.array && holdsValues(single) && suits(single, wanted.array.items)) return 'mapping.single-for-list';
  return 'mapping.wrong-type';
}

function suits(actual: Type, wanted: Type): boolean {
  const items = streamOf(actual).items;
  return items.any || wanted.any || kindsOf(items).some((kind) => kind === 'null' || mayBe(wanted, kind));
}

/** Only wrapping that cannot fail is offered. */
function wrapFor(values: Type, wanted: Type): Pick<Mismatch, 'wrap'> {
  const onlyText = isOnly(wanted, 'string', 'null') && wanted.string && !wanted.string.values && !wanted.string.format;
  if (onlyText && isOnly(values, 'number', 'boolean', 'string')) return { wrap: 'text' };
  return wanted.array && isOnly(wanted, 'array', 'null') && !wanted.array.items.object ? { wrap: 'list' } : {};
}

function numberMismatch(actual: NumberType, wanted: NumberType, target: readonly string[]): readonly Mismatch[] {
  const name = nameOf(target);
  if (wanted.values) return enumMismatch(actual.values, wanted.values, target);
  const fraction = wanted.integer && !actual.integer && !actual.values?.every((each) => Number.isInteger(each));
  if (fraction)
    return [
      lossy(name, target, {
        zh: '来源可能带小数,目标只接受整数',
        en: 'the source may have a fraction, the target takes whole numbers only',
      }),
    ];
  if (isFiner(actual, wanted))
    return [
      lossy(name, target, {
        zh: `来源的小数位多于目标(${wanted.step ?? ''})`,
        en: `the source has finer steps than the target (${wanted.step ?? ''})`,
      }),
    ];
  return rangeMismatch(actual, wanted, target);
}

function lossy(name: string, target: readonly string[], reason: Message): Mismatch {
  return { code: 'mapping.lossy-number', severity: 'warning', target, params: { target: name, reason } };
}

function isFiner(actual: NumberType, wanted: NumberType): boolean {
  if (wanted.step === undefined || wanted.integer) return false;
  if (actual.values) return actual.values.some((each) => !isMultiple(each, wanted.step ?? 1));
  return !actual.integer && (actual.step === undefined || !isMultiple(actual.step, wanted.step));
}

function isMultiple(value: number, step: number): boolean {
  const ratio = value / step;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9;
}

/** Bounds that the source does not know say nothing; the caller would be warned of every number. */
function rangeMismatch(actual: NumberType, wanted: NumberType, target: readonly string[]): readonly Mismatch[] {
  const low = Number.isFinite(actual.min) && actual.min < wanted.min;
  const high = Number.isFinite(actual.max) && actual.max > wanted.max;
  if (!low && !high) return [];
  const never = actual.max < wanted.min || actual.min > wanted.max;
  const params = {
    target: nameOf(target),
    limit: `${wanted.min}…${wanted.max}`,
    actual: low ? String(actual.min) : String(actual.max),
  };
  return [{ code: 'mapping.out-of-range', severity: never ? 'error' : 'warning', target, params }];
}

function enumMismatch(
  actual: readonly unknown[] | undefined,
  wanted: readonly unknown[],
  target: readonly string[],
): readonly Mismatch[] {
  const outside = actual?.filter((each) => !wanted.includes(each));
  if (outside?.length === 0) return [];
  const shown = outside
    ?.slice(0, 8)
    .map((each) => JSON.stringify(each))
    .join(', ');
  const values = shown === undefined ? { zh: '其他取值', en: 'other values' } : shown;
  const severity = outside && outside.length === actual?.length ? 'error' : 'warning';
  return [{ code: 'mapping.enum-uncovered', severity, target, params: { target: nameOf(target), values } }];
}

function stringMismatch(actual: StringType, wanted: StringType, target: readonly string[]): readonly Mismatch[] {
  if (wanted.values) return enumMismatch(actual.values, wanted.values, target);
  return [...lengthMismatch(actual, wanted, target), ...dateMismatch(actual, wanted, target)];
}

function lengthMismatch(actual: StringType, wanted: StringType, target: readonly string[]): readonly Mismatch[] {
  const params = (limit: number, length: number) => ({
    target: nameOf(target),
    limit: String(limit),
    length: String(length),
  });
  const reach = reachOf(actual);
  if (reach > wanted.maxLength) {
    const severity = actual.minLength > wanted.maxLength ? 'error' : 'warning';
    return [{ code: 'mapping.too-long', severity, target, params: params(wanted.maxLength, reach) }];
  }
  if (actual.maxLength >= wanted.minLength) return [];
  return [{ code: 'mapping.too-short', severity: 'error', target, params: params(wanted.minLength, actual.maxLength) }];
}

function dateMismatch(actual: StringType, wanted: StringType, target: readonly string[]): readonly Mismatch[] {
  const kind = dateKind(wanted.format);
  const own = dateKind(actual.format);
  const params = { target: nameOf(target) };
  if (kind === 'zoned') {
    const hasZone = actual.values ? actual.values.every(isZonedText) : own === 'zoned';
    const severity = own === 'local' || own === 'date' || actual.values ? 'error' : 'warning';
    return hasZone ? [] : [{ code: 'mapping.date-without-zone', severity, target, params }];
  }
  if ((kind === 'date' || kind === 'time') && own !== undefined && own !== kind)
    return [wrongFormat(wanted, actual, target)];
  return [];
}

function wrongFormat(wanted: StringType, actual: StringType, target: readonly string[]): Mismatch {
  const params = { target: nameOf(target), expected: wanted.format ?? '', actual: actual.format ?? '' };
  return { code: 'mapping.wrong-type', severity: 'warning', target, params };
}

function objectMismatch(actual: ObjectType, wanted: ObjectType, target: readonly string[]): readonly Mismatch[] {
  const inside = [...wanted.members].flatMap(([name, want]) =>
    memberMismatch(memberOf(actual, name), want, [...target, name]),
  );
  return [...inside, ...unknownMembers(actual, wanted, target)];
}

function memberMismatch(actual: Type, wanted: Type, target: readonly string[]): readonly Mismatch[] {
  const isRequired = !wanted.missing;
  const params = { target: nameOf(target) };
  if (isRequired && actual.missing && !actual.any && !actual.whenEmpty) {
    const never = !holdsValues(actual);
    const code = never ? 'mapping.required-missing' : 'mapping.required-may-be-missing';
    return [
      { code, severity: never ? 'error' : 'warning', target, params },
      ...mismatches(present(actual), wanted, target),
    ];
  }
  return mismatches(present(actual), wanted, target);
}

function unknownMembers(actual: ObjectType, wanted: ObjectType, target: readonly string[]): readonly Mismatch[] {
  if (wanted.undeclared === 'expected') return [];
  const known = [...wanted.members.keys()];
  const severity = wanted.undeclared === 'none' ? 'error' : 'warning';
  return [...actual.members]
    .filter(([name, type]) => !wanted.members.has(name) && holdsValues(type))
    .map(
      ([name]) =>
        ({
          code: 'mapping.target-unknown',
          severity,
          target: [...target, name],
          params: { target: nameOf([...target, name]) },
          near: { name, known },
        }) as const,
    );
}
