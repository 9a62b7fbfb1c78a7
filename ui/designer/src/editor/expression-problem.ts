import { compile, ExpressionError } from '@joinery/mapping';

export interface ExpressionProblem {
  readonly message: string;
  readonly position?: number;
}

/** What is wrong with an expression as it stands, or nothing; an empty one is not finished rather than wrong. */
export function expressionProblem(text: string): ExpressionProblem | undefined {
  if (text.trim() === '') return undefined;
  try {
    compile(text);
    return undefined;
  } catch (error) {
    return problemFrom(error);
  }
}

export function problemFrom(error: unknown): ExpressionProblem {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ExpressionError)) return { message };
  const { position } = error as { readonly position?: number };
  return { message, ...(position === undefined ? {} : { position }) };
}
