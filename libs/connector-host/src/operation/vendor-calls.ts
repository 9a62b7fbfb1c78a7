import type { Egress } from '@joinery/egress';
import { FailureError, type Json } from '@joinery/contracts';
import type { AnswerScope, Judge } from '../answer/judge-answer.ts';
import { readAnswer, type ReadAnswer } from '../answer/read-answer.ts';
import { authorizeBody, authorizeHead, newStamp } from '../auth/authorize.ts';
import type { Budgets, Taken } from '../budget/budgets.ts';
import { redactFailure } from '../connection/redact.ts';
import type { Session } from '../connection/session.ts';
import type { Tokens } from '../auth/tokens.ts';
import { failWith } from '../failures.ts';
import { addressOf, type Draft } from '../request/draft.ts';
import type { CompiledRequest, RequestScope } from '../request/compile-request.ts';
import { encodeBody } from '../request/encode-body.ts';

export interface CallLimits {
  /** `performance.now()` at which the call must be over. */
  readonly endsAt: number;
  readonly signal?: AbortSignal | undefined;
}

export interface VendorCall extends CallLimits {
  readonly session: Session;
  readonly request: Pick<CompiledRequest, 'draft' | 'template'>;
  readonly judge: Judge;
  readonly scope: RequestScope;
  /** Adds paging and the idempotency key. */
  readonly prepare?: (draft: Draft) => void;
}

export interface VendorAnswer {
  readonly answer: ReadAnswer;
  readonly scope: AnswerScope;
}

/** Budgets are waited for so long inside a call; beyond it the run is parked and its worker freed. */
const waitInsideMs = 5_000;
const repeatsAfterRefusal = 3;
/** What is waited after a refusal that does not say how long. */
const usualPauseMs = 1_000;

/** Makes requests as a connection: token, budget, credentials, egress, error table. */
export class VendorCalls {
  readonly #egress: Egress;
  readonly #budgets: Budgets;
  readonly #tokens: Tokens;

  constructor(egress: Egress, budgets: Budgets, tokens: Tokens) {
    this.#egress = egress;
    this.#budgets = budgets;
    this.#tokens = tokens;
  }

  /** @throws FailureError by the error table, the budget or the way out; no secret stands in it */
  async call(call: VendorCall): Promise<VendorAnswer> {
    try {
      return await this.#repeatedly(call);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      throw new FailureError(redactFailure(error.failure, call.session.confidential()), { cause: error.cause });
    }
  }

  /** An expired token is renewed once; a refusal for the rate is waited for while that is short. */
  async #repeatedly(call: VendorCall): Promise<VendorAnswer> {
    const { session, endsAt, signal } = call;
    const withToken = call.request.template.authenticated && session.tokenSchemes.length > 0;
    let renewed = false;
    for (let refusals = 0; ;) {
      // The limits alone: what prepares this request has no business in the one for a token.
      if (withToken) await this.#tokens.ready(session, this, { endsAt, signal });
      const once = await this.#once(call, withToken);
      // Another call dropped the token while this one waited for its turn.
      if (!once) continue;
      const { answer, scope, taken, used } = once;
      const verdict = call.judge(answer, scope, Date.now());
      if (verdict.kind === 'success') return { answer, scope };
      if (verdict.meaning === 'auth-expired' && withToken && !renewed) {
        renewed = true;
        this.#tokens.drop(session, used);
        continue;
      }
      if (verdict.meaning === 'rate-limited') {
        await taken.refused(verdict.failure.retryAfterMs ?? usualPauseMs);
        if ((refusals += 1) <= repeatsAfterRefusal) continue;
      }
      throw new FailureError(verdict.failure);
    }
  }

  async #once(
    call: VendorCall,
    withToken: boolean,
  ): Promise<(VendorAnswer & { readonly taken: Taken; readonly used: readonly string[] }) | undefined> {
    const { session, request, scope, signal, endsAt } = call;
    const { template } = request;
    const current = { ...scope, account: session.account };
    const draft = request.draft(current, session.baseUrl());
    call.prepare?.(draft);
    const taken = await this.#budgets.take({
      owner: session.owner,
      budgets: session.connector.manifest.budgets,
      named: template.budget,
      cost: template.cost,
      connector: session.connector.title,
      waitAtMostMs: Math.min(waitInsideMs, endsAt - performance.now()),
      signal,
    });
    try {
      const used = withToken ? this.#tokens.used(session) : [];
      if (used.includes('')) return undefined;
      const body = this.#authorize(draft, call);
      const raw = await this.#egress.send({
        tenantId: session.tenantId,
        method: draft.method,
        url: addressOf(draft),
        headers: checkedHeaders(draft, session.connector.title),
        body,
        timeoutMs: Math.max(1, endsAt - performance.now()),
        credentialHeaders: draft.credentialHeaders,
        mayVisit: session.mayVisit(),
        ...(signal && { signal }),
      });
      await taken.answered(raw.headers, Date.now());
      const answer = readAnswer(raw, template.answer);
      return { answer, taken, used, scope: answerScope(answer, current) };
    } finally {
      taken.release();
    }
  }

  /** Credentials are added and the body becomes bytes. */
  #authorize(draft: Draft, { session, request, scope }: VendorCall): string | Uint8Array | undefined {
    const schemes = request.template.authenticated ? session.schemes : [];
    const stamp = newStamp(Date.now());
    const credentials = { ...session.credentials(), input: scope.input };
    authorizeBody(draft, schemes, credentials, stamp);
    const encoded = draft.body === undefined ? undefined : encodeBody(draft.encoding, draft.body);
    if (encoded && !draft.headers['content-type']) draft.headers['content-type'] = encoded.contentType;
    authorizeHead(draft, schemes, credentials, stamp, encoded?.bytes ?? '');
    return encoded?.bytes;
  }
}

function answerScope(
  { status, headers, body }: ReadAnswer,
  { input, connection, account, state }: RequestScope,
): AnswerScope {
  return { status, headers, body, input, connection, account, state };
}

/** Header values come from mapped data; what HTTP does not allow in them must not reach the socket. */
function checkedHeaders({ headers }: Draft, connector: Json): Readonly<Record<string, string>> {
  for (const name in headers) {
    const value = headers[name] ?? '';
    // eslint-disable-next-line no-control-regex
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw failWith('connector.invalid', { connector, detail: `header ${name}` });
    }
  }
  return headers;
}
