import type { JsonSchema } from '@joinery/contracts';
import { typeFromSchema } from '../types/from-schema.ts';
import type { Type } from '../types/type.ts';
import { nameParts, type NameParts } from './field-names.ts';

/** A field without fields of its own: what a line begins or ends at. */
export interface Leaf {
  readonly path: readonly string[];
  readonly type: Type;
  readonly name: NameParts;
  readonly title: NameParts | undefined;
  /** What the objects around it are called. */
  readonly around: readonly string[];
  readonly rawName: string;
  readonly rawTitle: string | undefined;
  readonly samples: readonly unknown[];
}

/** The leaves of a schema's objects; fields of lists are left to the list's own lines. */
export function leavesOf(schema: JsonSchema, samples: readonly unknown[]): readonly Leaf[] {
  return below(typeFromSchema(schema), [], samples.slice(0, 50));
}

function below(type: Type, path: readonly string[], samples: readonly unknown[]): readonly Leaf[] {
  const members = type.any ? undefined : type.object?.members;
  if (!members || path.length > 8) return path.length === 0 ? [] : [leaf(type, path, samples)];
  return [...members].flatMap(([name, member]) =>
    below(
      member,
      [...path, name],
      samples.map((each) => memberOf(each, name)),
    ),
  );
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function leaf(type: Type, path: readonly string[], samples: readonly unknown[]): Leaf {
  const rawName = path.at(-1) ?? '';
  const rawTitle = type.doc?.title;
  return {
    path,
    type,
    name: nameParts(rawName),
    title: rawTitle === undefined ? undefined : nameParts(rawTitle),
    around: path.slice(0, -1).flatMap((each) => nameParts(each).words),
    rawName,
    rawTitle,
    samples: samples.filter((each) => each !== undefined && each !== null && each !== ''),
  };
}
