import { failureText, type Failure, type Json, type JsonSchema, type LocalText } from '@joinery/contracts';
import { isObject } from '../request/put-in-body.ts';
import type { LoadedConnection } from '../connection/connection-source.ts';
import type { Session } from '../connection/session.ts';
import { failWith, thrownFailure } from '../failures.ts';
import { plainText } from '../request/encode-body.ts';
import { endOf, type HostCall, type HostParts, operationAt } from './host-parts.ts';

export interface Option {
  readonly value: Json;
  readonly label: string;
}

export type ConnectionTest =
  | { readonly ok: true; readonly message: LocalText }
  | { readonly ok: false; readonly message: LocalText; readonly failure: Failure };

export interface DesignCall extends HostCall {
  /** A connection that is not stored, instead of `connectionId`; nothing of it is kept. */
  readonly connection?: LoadedConnection;
  /** What the form holds so far. */
  readonly input: Json;
}

const optionsAtMost = 2_000;

/** What the console asks of a live account while a person designs. */
export class Design {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** Tries a stored connection. Never throws for what the other side did. */
  async test(call: HostCall): Promise<ConnectionTest> {
    try {
      return await this.#tried(await this.#parts.sessions.session(call), call);
    } catch (error) {
      return refused(thrownFailure(error, call.connector.name));
    }
  }

  /** Tries one that a person has just filled in; nothing of it is kept. */
  async testUnsaved(tenantId: string, connection: LoadedConnection, timeoutMs?: number): Promise<ConnectionTest> {
    try {
      const session = this.#parts.sessions.trial(tenantId, connection);
      return await this.#tried(session, timeoutMs === undefined ? {} : { timeoutMs });
    } catch (error) {
      return refused(thrownFailure(error, connection.connector.name));
    }
  }

  /** The entries of a drop-down. */
  async options(call: DesignCall & { readonly source: string; readonly search?: string }): Promise<readonly Option[]> {
    const session = await this.#session(call);
    const { options } = session.connector.manifest;
    const declared = Object.hasOwn(options, call.source) ? options[call.source] : undefined;
    if (!declared) throw failWith('not-found', { what: call.source });
    const place = `options.${call.source}`;
    const value = session.connector.evaluator(`${place}.value`, declared.value);
    const label = session.connector.evaluator(`${place}.label`, declared.label);
    const found: Option[] = [];
    const operation = operationAt(session, place, () => declared.operation);
    const state = call.search === undefined ? {} : { search: call.search };
    const run = { session, operation, input: call.input, state, endsAt: endOf(call), signal: call.signal };
    for await (const { items } of this.#parts.operations.pages(run)) {
      for (const item of items) {
        const given = value({ item });
        if (given !== undefined) found.push({ value: given, label: plainText(label({ item }) ?? given) });
      }
      if (found.length >= optionsAtMost) break;
    }
    return matching(found, call.search).slice(0, optionsAtMost);
  }

  /** A shape that only the account knows. */
  async schema(call: DesignCall & { readonly source: string }): Promise<JsonSchema> {
    const session = await this.#session(call);
    const { schemas } = session.connector.manifest;
    const declared = Object.hasOwn(schemas, call.source) ? schemas[call.source] : undefined;
    if (!declared) throw failWith('not-found', { what: call.source });
    const operation = operationAt(session, `schemas.${call.source}`, () => declared.operation);
    const { output } = await this.#parts.operations.run({
      session,
      operation,
      input: call.input,
      endsAt: endOf(call),
      signal: call.signal,
    });
    return isObject(output) ? output : {};
  }

  /** A schema of the manifest in which every `x-schema` is filled in from the account. */
  async live(call: DesignCall, schema: JsonSchema): Promise<JsonSchema> {
    const fill = async (value: Json): Promise<Json> => {
      if (Array.isArray(value)) return Promise.all(value.map((each: Json) => fill(each)));
      if (!isObject(value)) return value;
      const source = value['x-schema'];
      const { 'x-schema': _, ...rest } = value;
      const live = typeof source === 'string' ? await this.schema({ ...call, source }) : {};
      const entries = Object.entries(rest).map(async ([name, each]) => [name, await fill(each)] as const);
      return { ...Object.fromEntries(await Promise.all(entries)), ...live };
    };
    return (await fill(schema)) as JsonSchema;
  }

  #session(call: DesignCall): Session | Promise<Session> {
    const { sessions } = this.#parts;
    return call.connection ? sessions.trial(call.tenantId, call.connection) : sessions.session(call);
  }

  async #tried(
    session: Session,
    call: { readonly timeoutMs?: number; readonly signal?: AbortSignal | undefined },
  ): Promise<ConnectionTest> {
    const { test } = session.connector.manifest.connection;
    const limits = { endsAt: endOf(call), signal: call.signal };
    await this.#parts.tokens.ready(session, this.#parts.calls, limits);
    if (!test) return accepted(session, undefined);
    const operation = operationAt(session, 'connection.test', () => test.operation);
    const { scope } = await this.#parts.operations.run({ session, operation, input: {}, ...limits });
    const account =
      test.account === undefined
        ? undefined
        : session.connector.evaluator('connection.test.account', test.account)(scope);
    return accepted(session, account);
  }
}

function accepted({ connector }: Session, account: Json | undefined): ConnectionTest {
  const { title } = connector.manifest;
  const named = typeof account === 'string' && account !== '' ? account.slice(0, 200) : undefined;
  if (named === undefined)
    return { ok: true, message: { zh: `已连接到${title.zh}。`, en: `Connected to ${title.en}.` } };
  return { ok: true, message: { zh: `已连接到${title.zh}:${named}。`, en: `Connected to ${title.en}: ${named}.` } };
}

function refused(failure: Failure): ConnectionTest {
  return { ok: false, message: { zh: failureText(failure, 'zh'), en: failureText(failure, 'en') }, failure };
}

function matching(options: readonly Option[], search: string | undefined): readonly Option[] {
  const wanted = search?.trim().toLowerCase() ?? '';
  return wanted === '' ? options : options.filter(({ label }) => label.toLowerCase().includes(wanted));
}
