import type { Budget } from '../budget.ts';
import { Fault } from '../runtime/fault.ts';

type Coding = (text: string) => string;

/** A character takes up to nine when it is escaped. */
export function encodeUrl(text: string | undefined, name: string, encode: Coding, budget: Budget): string | undefined {
  return coded(text, name, encode, budget, 9);
}

export function decodeUrl(text: string | undefined, name: string, decode: Coding, budget: Budget): string | undefined {
  return coded(text, name, decode, budget, 1);
}

function coded(text: string | undefined, name: string, coding: Coding, budget: Budget, growth: number) {
  if (text === undefined) return undefined;
  budget.characters(text.length * growth);
  try {
    return coding(text);
  } catch {
    throw new Fault('D3140', { value: text, inserts: { functionName: name } });
  }
}
