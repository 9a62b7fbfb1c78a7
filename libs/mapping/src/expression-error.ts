/** Where an expression failed: `syntax` when compiled, `runtime` on this input, `bound` when it used too much. */
export type ExpressionErrorKind = 'syntax' | 'runtime' | 'bound';

/** What an `ExpressionError` is made of. */
export interface ExpressionFault {
  readonly code: string;
  readonly kind: ExpressionErrorKind;
  readonly message: string;
  readonly position?: number | undefined;
  readonly token?: string | undefined;
  readonly value?: unknown;
  /** What the sentence names besides value and token. */
  readonly inserts?: Readonly<Record<string, unknown>>;
}

/**
 * The one error of this package. `code` is the reference's (`S0201`, `T2001`, `D3030` …) where the reference has one,
 * ours (`JM…`) otherwise; `position` is the character offset behind the token, as the reference counts it.
 *
 * @example
 * try { compile('1 +') } catch (error) { if (error instanceof ExpressionError) report(error.code, error.position) }
 */
export class ExpressionError extends Error {
  readonly code: string;
  readonly kind: ExpressionErrorKind;
  readonly position?: number | undefined;
  readonly token?: string | undefined;
  readonly value?: unknown;
  readonly inserts: Readonly<Record<string, unknown>>;

  constructor(fault: ExpressionFault) {
    super(fault.message);
    this.name = 'ExpressionError';
    this.code = fault.code;
    this.kind = fault.kind;
    this.position = fault.position;
    this.token = fault.token;
    this.value = fault.value;
    this.inserts = fault.inserts ?? {};
  }

  /** The same error at a place, where it has none yet. */
  at(position: number | undefined, token: string | undefined): ExpressionError {
    if (this.position !== undefined || position === undefined) return this;
    const { code, kind, message, value, inserts } = this;
    return new ExpressionError({ code, kind, message, position, token: this.token ?? token, value, inserts });
  }
}
