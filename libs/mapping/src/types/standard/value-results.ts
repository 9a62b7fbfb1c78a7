import type { Call } from '../context.ts';
import { join } from '../join.ts';
import { streamOf } from '../sequences.ts';
import { boolean, mayBe, missing, never, present, stringValue, type Type } from '../type.ts';
import { always, first, unlessMissing, type Result } from './result.ts';

function typeName(call: Call): Type {
  const type = first(call);
  const names = (['null', 'boolean', 'number', 'string', 'array', 'object', 'function'] as const).filter((kind) =>
    mayBe(type, kind),
  );
  return join(...names.map(stringValue), type.missing ? missing : never);
}

function exists(call: Call): Type {
  const type = first(call);
  const isMissing =
    type.missing && !type.any && present(type).booleans.length === 0 && streamOf(type).max === 0 && !type.array;
  return { ...never, booleans: [...(isMissing ? [] : [true]), ...(type.missing ? [false] : [])] };
}

export const valueResults: Readonly<Record<string, Result>> = {
  boolean: unlessMissing(always(boolean)),
  not: unlessMissing(always(boolean)),
  exists,
  type: typeName,
  error: always(never),
  assert: always(missing),
};
