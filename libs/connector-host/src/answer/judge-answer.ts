import {
  errorCodes,
  type ErrorMeaning,
  type ErrorRule,
  type Failure,
  type Json,
  type VendorError,
} from '@joinery/contracts';
import { type Evaluator, evaluator, type EvaluatorOptions } from '../expressions/evaluator.ts';
import { codeOfMeaning, failureOf } from '../failures.ts';
import type { ReadAnswer } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';

/** What the error table's expressions see. */
export interface AnswerScope {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly input: Json;
  readonly connection: Json;
  readonly account?: Json;
  readonly state?: Readonly<Record<string, Json | undefined>>;
}

export type Verdict =
  | { readonly kind: 'success' }
  | { readonly kind: 'failed'; readonly meaning: Exclude<ErrorMeaning, 'success'>; readonly failure: Failure };

interface CompiledRule {
  readonly rule: ErrorRule;
  readonly statuses: ((status: number) => boolean) | undefined;
  readonly expression: Evaluator | undefined;
  readonly retryAfter: Evaluator | undefined;
  readonly code: Evaluator | undefined;
  readonly detail: Evaluator | undefined;
}

export interface Judge {
  (answer: ReadAnswer, scope: AnswerScope, now: number): Verdict;
}

export interface JudgeOptions {
  readonly rules: readonly ErrorRule[];
  readonly vendorError: VendorError | undefined;
  readonly options: EvaluatorOptions;
}

const succeeded: Verdict = { kind: 'success' };

/** Compiles an error table. The first rule that fits counts; without one, pages for people and the status decide. */
export function compileJudge({ rules, vendorError, options }: JudgeOptions): Judge {
  const at = (place: string): EvaluatorOptions => ({ ...options, place: `${options.place}.${place}` });
  const table = rules.map((rule, index) => compileRule(rule, at(`errors.${index}`)));
  const vendorCode = optional(vendorError?.code, at('vendorError.code'));
  const vendorMessage = optional(vendorError?.message, at('vendorError.message'));
  const { connector } = options;

  return (answer, scope, now) => {
    const fitting = table.find((each) => fits(each, scope));
    if (fitting?.rule.meaning === 'success') return succeeded;
    if (!fitting && answer.kind === 'as-asked' && answer.status >= 200 && answer.status < 300) return succeeded;
    const vendor = vendorWords(scope, fitting?.code ?? vendorCode, fitting?.detail ?? vendorMessage);
    if (!fitting) return unlisted(answer, connector, vendor, now);
    const { meaning, message } = fitting.rule;
    const waitMs = retryAfterMs(fitting.retryAfter?.(scope) ?? answer.headers['retry-after'], now);
    return failed(meaning as Exclude<ErrorMeaning, 'success'>, { connector, vendor, waitMs, message });
  };
}

function compileRule(rule: ErrorRule, options: EvaluatorOptions): CompiledRule {
  const at = (place: string): EvaluatorOptions => ({ ...options, place: `${options.place}.${place}` });
  return {
    rule,
    statuses: rule.when.status === undefined ? undefined : statusTest(rule.when.status),
    expression: optional(rule.when.expression, at('when')),
    retryAfter: optional(rule.retryAfter, at('retryAfter')),
    code: optional(rule.code, at('code')),
    detail: optional(rule.detail, at('detail')),
  };
}

function optional(source: string | undefined, options: EvaluatorOptions): Evaluator | undefined {
  return source === undefined ? undefined : evaluator(source, options);
}

function statusTest(status: NonNullable<ErrorRule['when']['status']>): (status: number) => boolean {
  if (typeof status === 'number') return (given) => given === status;
  if (typeof status !== 'string') return (given) => status.includes(given);
  const hundreds = Number(status[0]);
  return (given) => Math.floor(given / 100) === hundreds;
}

function fits({ statuses, expression }: CompiledRule, scope: AnswerScope): boolean {
  if (statuses && !statuses(scope.status)) return false;
  return !expression || expression(scope) === true;
}

type VendorWords = NonNullable<Failure['vendor']>;

function vendorWords(scope: AnswerScope, code: Evaluator | undefined, message: Evaluator | undefined): VendorWords {
  const codeText = shortText(quietly(code, scope));
  const messageText =
    shortText(quietly(message, scope)) ??
    (typeof scope.body === 'string' && !scope.body.includes('<') ? shortText(scope.body) : undefined);
  return {
    status: scope.status,
    ...(codeText === undefined ? {} : { code: codeText }),
    ...(messageText === undefined ? {} : { message: messageText }),
  };
}

/** An error answer of an unforeseen shape must not hide the error behind another. */
function quietly(value: Evaluator | undefined, scope: AnswerScope): Json | undefined {
  try {
    return value?.(scope);
  } catch {
    return undefined;
  }
}

function shortText(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

function unlisted(answer: ReadAnswer, connector: Json, vendor: VendorWords, now: number): Verdict {
  const ambiguous = mayHaveHappened(answer.status);
  const meaning = meaningOfStatus(answer.status);
  if (answer.kind === 'html' && !decidedByStatus.has(answer.status)) {
    return {
      kind: 'failed',
      meaning: 'transient',
      failure: failureOf(
        'connector.not-json',
        { connector },
        { vendor: { status: answer.status }, ...(ambiguous && { ambiguous }) },
      ),
    };
  }
  if (answer.status < 300) {
    const detail = { zh: '无法解析的内容', en: 'it cannot be parsed' };
    const failure = failureOf(
      'connector.response-invalid',
      { connector, detail },
      { kind: 'transient', vendor, ambiguous: true },
    );
    return { kind: 'failed', meaning: 'transient', failure };
  }
  const waitMs = retryAfterMs(answer.headers['retry-after'], now);
  return failed(meaning, { connector, vendor, waitMs, ambiguous });
}

/** Whatever the body looks like. */
const decidedByStatus = new Set([401, 403, 404, 429]);

const meaningsOfStatus: Readonly<Record<number, Exclude<ErrorMeaning, 'success'>>> = {
  400: 'invalid',
  401: 'auth-expired',
  403: 'auth-refused',
  404: 'not-found',
  408: 'transient',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  425: 'transient',
  429: 'rate-limited',
};

function meaningOfStatus(status: number): Exclude<ErrorMeaning, 'success'> {
  return meaningsOfStatus[status] ?? (status >= 500 ? 'transient' : 'permanent');
}

/** A server that broke, or a gateway that gave up waiting, may have done the work. */
function mayHaveHappened(status: number): boolean {
  return status < 300 || status === 408 || status === 500 || status === 502 || status === 504;
}

interface FailedWith {
  readonly connector: Json;
  readonly vendor: VendorWords;
  readonly waitMs: number | undefined;
  readonly message?: ErrorRule['message'];
  readonly ambiguous?: boolean;
}

function failed(meaning: Exclude<ErrorMeaning, 'success'>, given: FailedWith): Verdict {
  const { connector, vendor, waitMs, message, ambiguous } = given;
  const code = codeOfMeaning[meaning];
  const words = [vendor.code, vendor.message ?? `HTTP ${vendor.status}`].filter(Boolean).join(' ');
  const detail = message ? { zh: `${message.zh}(${words})`, en: `${message.en} (${words})` } : words;
  return {
    kind: 'failed',
    meaning,
    failure: {
      code,
      kind: errorCodes[code].kind,
      params: { connector, detail },
      vendor,
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
      ...(ambiguous ? { ambiguous } : {}),
    },
  };
}
