import jsonata from 'jsonata';
import { ExpressionError } from '../expression-error.ts';
import { messageOf } from '../messages.ts';
import { type Excess, excessOf } from './complexity.ts';
import { repairCopies } from './repair.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** The syntax tree of an expression, by the reference's parser. Throws ExpressionError of kind `syntax`. */
export function parse(source: string): SyntaxNode {
  const excess = excessOf(source);
  if (excess) throw tooMuch(excess);
  try {
    const tree = jsonata(source).ast() as unknown as SyntaxNode;
    repairCopies(tree);
    return tree;
  } catch (error) {
    throw syntaxError(error);
  }
}

const excessCodes = { length: 'JM0001', nesting: 'JM0002', nodes: 'JM0004' } as const;

function tooMuch(excess: Excess): ExpressionError {
  const code = excessCodes[excess];
  return new ExpressionError({ code, kind: 'syntax', message: messageOf(code, {}) });
}

interface ParserFault {
  readonly code?: string;
  readonly position?: number;
  readonly token?: unknown;
  readonly value?: unknown;
}

function syntaxError(error: unknown): ExpressionError {
  const { code = codeOf(error), position, token, value } = error as ParserFault;
  return new ExpressionError({
    code,
    kind: 'syntax',
    message: messageOf(code, { token, value }),
    position,
    token: typeof token === 'string' ? token : undefined,
    value,
  });
}

/** The parser lets the platform's own errors through: a stack that ran out, or a regex or signature that is none. */
function codeOf(error: unknown): string {
  return error instanceof RangeError ? 'JM0002' : 'JM0005';
}
