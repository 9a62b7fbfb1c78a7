import type { Call } from '../types/context.ts';
import { join } from '../types/join.ts';
import { missing, missingAs, nullType, present, type Type } from '../types/type.ts';

/** The result is missing or null where the first argument is. */
export function absentLike(of: (call: Call, value: Type) => Type): (call: Call) => Type {
  return (call) => {
    const type = call.args[0] ?? missing;
    const result = of(call, present(type));
    const withNull = type.null || type.any ? join(result, nullType) : result;
    return missingAs(withNull, type);
  };
}

/** The result is missing where the first argument is. */
export function missingLike(result: Type): (call: Call) => Type {
  return (call) => missingAs(result, call.args[0] ?? missing);
}

/** The one text that an argument is known to be. */
export function constantText(type: Type | undefined): string | undefined {
  const values = type?.any ? undefined : type?.string?.values;
  return values?.length === 1 ? values[0] : undefined;
}

/** The same type without null. */
export function nonNull(type: Type): Type {
  return type.null ? { ...type, null: false } : type;
}
