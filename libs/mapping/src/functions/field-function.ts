import { ExpressionError } from '../expression-error.ts';
import type { Budget } from '../budget.ts';
import type { CallContext, FieldFunction } from '../function-library.ts';
import type { FunctionTyping } from '../types/context.ts';

/** A sentence in the two languages of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** An expression that the help shows, run as a test: over `input` it gives `result`; no result means missing. */
export interface FunctionExample {
  readonly expression: string;
  readonly input?: unknown;
  readonly result?: unknown;
}

export const functionCategories = [
  'text',
  'number',
  'date',
  'list',
  'object',
  'logic',
  'higher-order',
  'conversion',
  'value-table',
  'field',
  'encoding',
] as const;
export type FunctionCategory = (typeof functionCategories)[number];

/** What the editor shows about a function. */
export interface FunctionHelp {
  readonly name: string;
  readonly signature: string;
  /** Names of the parameters, in order; optional ones end with `?`. */
  readonly parameters: readonly string[];
  readonly category: FunctionCategory;
  readonly summary: Text;
  readonly examples: readonly FunctionExample[];
}

/** A function of ours: what it does, what it yields, and its help. */
export interface DocumentedFunction extends FunctionHelp, FieldFunction, FunctionTyping {}

/** Ends an expression with a reason that names the value. */
export function cannot(code: FieldFunctionCode, message: string, value: unknown): ExpressionError {
  return new ExpressionError({ code, kind: 'runtime', message: `${message}: ${preview(value)}`, value });
}

/** JM3001 not convertible, JM3002 no line in a value table, JM3003 unknown zone, JM3004 unknown picture or setting. */
export type FieldFunctionCode = 'JM3001' | 'JM3002' | 'JM3003' | 'JM3004';

/** A value in a message: never the whole of a large one. */
function preview(value: unknown): string {
  const text =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? `a list of ${value.length}`
        : 'an object'
      : JSON.stringify(value);
  return (text ?? 'a function').slice(0, 120);
}

/** Leaves missing and null as they are. */
export function keepingAbsent(
  change: (value: unknown, args: readonly unknown[], context: CallContext) => unknown,
): FieldFunction['call'] {
  return (args, context) => (args[0] === undefined || args[0] === null ? args[0] : change(args[0], args, context));
}

/** For functions of one text: missing stays missing, and the text's length is paid for. */
export function onText(
  change: (text: string, args: readonly unknown[], budget: Budget) => unknown,
): FieldFunction['call'] {
  return (args, { budget }) => {
    const [text] = args;
    if (typeof text !== 'string') return text === undefined ? undefined : null;
    budget.characters(text.length);
    return change(text, args, budget);
  };
}
