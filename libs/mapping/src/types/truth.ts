import type { Type } from './type.ts';

/** Whether a condition of this type may hold. */
export function mayHold(type: Type): boolean {
  if (type.any || type.booleans.includes(true)) return true;
  if (type.number && !(type.number.min === 0 && type.number.max === 0)) return true;
  if (type.string && type.string.maxLength > 0) return true;
  if (type.array && type.array.max > 0 && mayHold(type.array.items)) return true;
  return type.object !== undefined && (type.object.rest !== undefined || type.object.members.size > 0);
}

/** Whether a condition of this type may not hold. */
export function mayNotHold(type: Type): boolean {
  if (type.any || type.missing || type.null || type.functions.length > 0 || type.booleans.includes(false)) return true;
  if (type.number && type.number.min <= 0 && type.number.max >= 0) return true;
  if (type.string && type.string.minLength === 0) return true;
  if (type.array && (type.array.min === 0 || mayNotHold(type.array.items))) return true;
  return type.object !== undefined && [...type.object.members.values()].every((member) => member.missing || member.any);
}
