import { defaultLibrary } from './default-library.ts';
import { type Bounds, defaultBounds } from './bounds.ts';
import { Budget, type Clock, tooDeep, tooMuchText } from './budget.ts';
import { compileTree, type Program } from './compiler/compile-tree.ts';
import type { EvaluateOptions, Expression } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import { ExpressionCache } from './expression-cache.ts';
import type { FunctionLibrary } from './function-library.ts';
import { Globals } from './globals.ts';
import { messageOf } from './messages.ts';
import { Detacher } from './runtime/detach.ts';
import { Fault } from './runtime/fault.ts';
import { mark, Mark, sequence } from './runtime/sequence.ts';
import { parse } from './syntax/parse.ts';
import type { SyntaxNode } from './syntax/syntax-tree.ts';

export interface CompileOptions {
  /** Field functions besides the standard ones; `defaultLibrary` when left out. */
  readonly library?: FunctionLibrary;
}

const caches = new WeakMap<FunctionLibrary, ExpressionCache>();

/**
 * Compiles JSONata; the same source and library give the cached expression.
 *
 * @throws ExpressionError of kind `syntax`, with code, position and token
 * @example
 * compile('items.(price * quantity)').evaluate({ items: [{ price: 2, quantity: 3 }] }) // 6
 */
export function compile(source: string, { library = defaultLibrary }: CompileOptions = {}): Expression {
  return cacheOf(library).get(source, () => new CompiledExpression(source, library));
}

/** The cache behind `compile`, for the default library or the one given: how full it is and how often it helped. */
export function cacheOf(library: FunctionLibrary = defaultLibrary): ExpressionCache {
  const known = caches.get(library);
  if (known) return known;
  const cache = new ExpressionCache();
  caches.set(library, cache);
  return cache;
}

class CompiledExpression implements Expression {
  readonly source: string;
  readonly ast: SyntaxNode;
  readonly #globals: Globals;
  readonly #program: Program;

  constructor(source: string, library: FunctionLibrary) {
    this.source = source;
    this.ast = parse(source);
    this.#globals = new Globals(library);
    this.#program = this.#compileWithout(new Set());
  }

  evaluate(input: unknown, options: EvaluateOptions = {}): unknown {
    const bounds: Bounds = options.bounds ? { ...defaultBounds, ...options.bounds } : defaultBounds;
    try {
      return this.#programFor(options)(contextOf(input), runOf(this.#globals, input, bounds, options));
    } catch (error) {
      throw told(error, bounds);
    }
  }

  /** Names that the caller gives hide built-in functions of that name. */
  #programFor({ bindings, functions }: EvaluateOptions): Program {
    const hidden = bindings || functions ? this.#globals.hiddenBy({ ...bindings, ...functions }) : undefined;
    return hidden ? this.#compileWithout(hidden) : this.#program;
  }

  #compileWithout(hidden: ReadonlySet<string>): Program {
    return withinStack(() =>
      compileTree(this.ast, (name) => (hidden.has(name) ? undefined : this.#globals.builtIn(name))),
    );
  }
}

/** Trees too deep for the compiler's recursion are refused like those too deep for the parser's. */
function withinStack<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ExpressionError({ code: 'JM0002', kind: 'syntax', message: messageOf('JM0002', {}) });
  }
}

function contextOf(input: unknown): unknown {
  return Array.isArray(input) ? mark(sequence([input]), Mark.wrapper) : input;
}

interface Monotonic {
  readonly performance: { now(): number };
}

const platformClock: Clock = () => (globalThis as unknown as Monotonic).performance.now();

function runOf(globals: Globals, root: unknown, bounds: Bounds, options: EvaluateOptions) {
  const budget = new Budget(bounds, options.clock ?? platformClock);
  return {
    budget,
    output: new Detacher(bounds.outputBytes, budget),
    root,
    now: options.now,
    random: options.random,
    global: (name: string) => globals.given(name, options),
  };
}

/** What an evaluation throws, as the one error that callers know. */
function told(error: unknown, bounds: Bounds): unknown {
  if (error instanceof RangeError)
    return /call stack/.test(error.message) ? tooDeep(bounds.depth) : tooMuchText(bounds.stringBytes);
  if (!(error instanceof Fault)) return error;
  const { code, position, token, value, inserts } = error;
  return new ExpressionError({
    code,
    kind: 'runtime',
    message: messageOf(code, { ...inserts, token, value }),
    position,
    token,
    value,
    inserts,
  });
}
