import { createHash, randomBytes } from 'node:crypto';
import type { CallbackAnswer, Json, JsonObject, Source, WebhookScheme } from '@joinery/contracts';
import { parseXml } from '@joinery/connector-sdk';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { evaluate } from './evaluate.ts';
import {
  type CallbackResponse,
  type CallbackSecrets,
  defaultIngressLimits,
  type IncomingRequest,
  type IngressLimits,
  type VerifiedCallback,
} from './incoming.ts';
import { parseJson, tame } from './parse-json.ts';
import { refuse } from './refuse.ts';
import { sameText, signatureHolds, signatureText, type SignedScope } from './signature.ts';

export interface CallbackCheck {
  readonly scheme: WebhookScheme;
  readonly request: IncomingRequest;
  readonly secrets: CallbackSecrets;
  /** Epoch ms. */
  readonly now: number;
  readonly limits?: IngressLimits;
}

export type CheckedCallback =
  | {
      readonly kind: 'verified';
      readonly callback: VerifiedCallback;
      /** The same for every delivery of the same callback; null where the vendor gives nothing to tell them by. */
      readonly replayId: string | null;
      /** What the vendor insists on hearing when it was accepted. */
      readonly acknowledge: CallbackResponse | undefined;
    }
  | { readonly kind: 'handshake'; readonly response: CallbackResponse };

/**
 * Proves a callback by its scheme: size, signature over the raw bytes, age, envelope, shape, word. Only what must be
 * read to find the signature is read before it holds.
 *
 * @throws Refusal
 */
export function verifyCallback(check: CallbackCheck): CheckedCallback {
  const callback = new Callback(check);
  callback.checkSize();
  const question = callback.ownSignedQuestion();
  if (question) return { kind: 'handshake', response: question };
  const proof = callback.checkSignature();
  if (proof === 'held') callback.checkAge();
  const body = callback.readBody();
  const scope = callback.scope(body);
  const handshake = check.scheme.handshakes.find(
    ({ when, signed, signature }) => !signature && (!signed || proof !== 'unsigned') && evaluate(when, scope) === true,
  );
  if (handshake) {
    callback.checkWord(body);
    return { kind: 'handshake', response: callback.answer(handshake.answer, scope) };
  }
  if (proof === 'unsigned') throw refuse('hook.signature', { reason: 'missing' });
  callback.checkWord(body);
  const { acknowledge } = check.scheme;
  return {
    kind: 'verified',
    callback: scope,
    replayId: callback.replayId(scope),
    acknowledge: acknowledge && callback.answer(acknowledge, scope),
  };
}

/** `held`; `not-asked` where the account has no secret for it; `unsigned` where a vendor leaves a question unsigned. */
type Proof = 'held' | 'not-asked' | 'unsigned';

class Callback {
  readonly #check: CallbackCheck;
  readonly #limits: IngressLimits;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #query: URLSearchParams;
  #outer: Json | undefined;

  constructor(check: CallbackCheck) {
    this.#check = check;
    this.#limits = check.limits ?? defaultIngressLimits;
    this.#headers = lowerCase(check.request.headers);
    this.#query = new URL(check.request.url, 'http://callback.invalid').searchParams;
  }

  checkSize(): void {
    const { request, scheme } = this.#check;
    if (request.body.byteLength > this.#limits.maxBytes)
      throw refuse('request.too-large', { limitBytes: this.#limits.maxBytes });
    if (!scheme.methods.some((method) => method === request.method))
      throw refuse('request.invalid', { detail: request.method });
  }

  /** The answer to a question that is signed in a way of its own; undefined where none was asked. */
  ownSignedQuestion(): CallbackResponse | undefined {
    const scope = this.scope({ body: null, plain: undefined });
    for (const { when, signature, answer } of this.#check.scheme.handshakes) {
      if (!signature || evaluate(when, scope) !== true) continue;
      const received = this.#at(signature.at);
      if (this.#secret(signature.secret) === '' || !signatureHolds(signature, this.#signedScope(), received))
        throw refuse('hook.signature', { reason: received === '' ? 'missing' : 'wrong' });
      this.checkAge();
      return this.answer(answer, scope);
    }
    return undefined;
  }

  checkSignature(): Proof {
    const { signature, handshakes } = this.#check.scheme;
    if (!signature) return 'not-asked';
    if (this.#secret(signature.secret) === '') {
      if (signature.optional) return 'not-asked';
      throw refuse('hook.signature', { reason: 'no secret is set for this connection' });
    }
    const received = this.#at(signature.at);
    if (received === '' && handshakes.some(({ signed }) => !signed)) return 'unsigned';
    if (signatureHolds(signature, this.#signedScope(), received)) return 'held';
    throw refuse('hook.signature', { reason: received === '' ? 'missing' : 'wrong' });
  }

  checkAge(): void {
    const { timestamp } = this.#check.scheme;
    if (!timestamp) return;
    const text = this.#at(timestamp.at);
    const at = timestamp.unit === 'iso' ? Date.parse(text) : Number(text) * (timestamp.unit === 'seconds' ? 1000 : 1);
    const age = Math.abs(this.#check.now - at);
    if (text === '' || !(age <= timestamp.toleranceMs)) throw refuse('hook.stale');
  }

  /** The body, out of its envelope. */
  readBody(): { readonly body: Json; readonly plain: string | undefined } {
    const { envelope } = this.#check.scheme;
    if (!envelope) return { body: this.#readOuter(), plain: undefined };
    const secret = this.#secret(envelope.secret);
    const sealed = this.#sealed();
    if (!sealed) {
      if (secret !== '' && !envelope.plainAllowed) throw refuse('hook.signature', { reason: 'not encrypted' });
      return { body: this.#readOuter(), plain: undefined };
    }
    const opened = secret === '' ? undefined : openEnvelope(envelope, secret, sealed.ciphertext);
    if (!opened) throw refuse('hook.signature', { reason: 'cannot be decrypted' });
    if (envelope.receiver !== undefined && !sameText(opened.receiver ?? '', this.#field(envelope.receiver))) {
      throw refuse('hook.signature', { reason: 'meant for another receiver' });
    }
    const body = sealed.from === 'query' ? opened.message : this.#parse(opened.message);
    return { body, plain: opened.message };
  }

  /** A word the vendor repeats in each body. */
  checkWord({ body }: { readonly body: Json }): void {
    const { token } = this.#check.scheme;
    if (!token) return;
    const wanted = this.#secret(token.secret);
    if (wanted === '') {
      if (token.optional) return;
      throw refuse('hook.signature', { reason: 'no verification token is set' });
    }
    const held = token.at
      .map((source) => (source.in === 'body' ? textAt(body, source.path) : this.#at(source)))
      .find((text) => text !== '');
    if (!sameText(held ?? '', wanted)) throw refuse('hook.signature', { reason: 'wrong verification token' });
  }

  scope({
    body,
    plain,
  }: {
    readonly body: Json;
    readonly plain: string | undefined;
  }): VerifiedCallback & { readonly plain?: string } {
    const query = Object.fromEntries(this.#query);
    const { method } = this.#check.request;
    return { method, headers: this.#headers, query, body, ...(plain === undefined ? {} : { plain }) };
  }

  /** Null where nothing tells a delivery that came again from another one with the same content. */
  replayId(scope: VerifiedCallback): string | null {
    const { replayId, signature, timestamp } = this.#check.scheme;
    const told = replayId === undefined ? undefined : evaluate(replayId, scope);
    if (told !== undefined && told !== null && told !== '')
      return typeof told === 'string' ? told : JSON.stringify(told);
    if (!timestamp) return null;
    const hash = createHash('sha256').update(this.#check.request.body).update(this.#at(timestamp.at));
    if (signature) hash.update(this.#at(signature.at));
    return hash.digest('hex');
  }

  answer(answer: CallbackAnswer, scope: VerifiedCallback): CallbackResponse {
    const value = answer.body === undefined ? undefined : evaluate(answer.body, scope);
    const json = answer.contentType === 'application/json' && !answer.encrypted;
    const text = value === undefined ? '' : typeof value === 'string' && !json ? value : JSON.stringify(value);
    const body = answer.encrypted ? JSON.stringify(this.#sealedAnswer(text)) : text;
    return { status: answer.status, contentType: answer.contentType, body };
  }

  /** An answer in the same envelope, signed with a moment and a nonce of its own. */
  #sealedAnswer(message: string): JsonObject {
    const { envelope, signature } = this.#check.scheme;
    if (!envelope) return { message };
    const receiver = envelope.receiver === undefined ? undefined : this.#field(envelope.receiver);
    const encrypt = sealEnvelope(envelope, this.#secret(envelope.secret), { message, receiver });
    const timeStamp = String(this.#check.now);
    const nonce = randomBytes(8).toString('hex');
    const scope: SignedScope = {
      ...this.#signedScope(),
      ciphertext: encrypt,
      timestamp: timeStamp,
      query: () => nonce,
      header: () => nonce,
    };
    return { msg_signature: signature ? signatureText(signature, scope) : '', timeStamp, nonce, encrypt };
  }

  #signedScope(): SignedScope {
    const { request, scheme } = this.#check;
    return {
      body: request.body,
      method: request.method,
      url: request.publicUrl ?? request.url,
      timestamp: scheme.timestamp ? this.#at(scheme.timestamp.at) : '',
      ciphertext: this.#needsCiphertext() ? (this.#sealed()?.ciphertext ?? '') : '',
      header: (name) => this.#header(name),
      query: (name) => this.#query.get(name) ?? '',
      secret: (name) => this.#secret(name),
      value: (name) => this.#field(name),
    };
  }

  /** Only then is the body read before its signature is known to hold. */
  #needsCiphertext(): boolean {
    return this.#check.scheme.signature?.parts.some(({ part }) => part === 'ciphertext') ?? false;
  }

  #sealed(): { readonly ciphertext: string; readonly from: Source['in'] } | undefined {
    for (const source of this.#check.scheme.envelope?.at ?? []) {
      const ciphertext = this.#at(source);
      if (ciphertext !== '') return { ciphertext, from: source.in };
    }
    return undefined;
  }

  #at(source: Source): string {
    switch (source.in) {
      case 'header':
        return this.#header(source.name);
      case 'query':
        return this.#query.get(source.name) ?? '';
      case 'body':
        return textAt(this.#readOuter(), source.path);
    }
  }

  #header(name: string): string {
    const key = name.toLowerCase();
    return Object.hasOwn(this.#headers, key) ? (this.#headers[key] ?? '') : '';
  }

  #secret(name: string): string {
    return this.#check.secrets.secret(name) ?? '';
  }

  /** A field of the connection, secret or not. */
  #field(name: string): string {
    const secret = this.#secret(name);
    if (secret !== '') return secret;
    const { values } = this.#check.secrets;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'string' ? value : '';
  }

  #readOuter(): Json {
    if (this.#outer === undefined) {
      const text = Buffer.from(this.#check.request.body).toString('utf8');
      this.#outer = text === '' ? null : this.#parse(text);
    }
    return this.#outer;
  }

  #parse(text: string): Json {
    switch (this.#check.scheme.format) {
      case 'json':
        return parseJson(text, this.#limits);
      case 'form':
        return formBody(text, this.#limits);
      case 'xml':
        return xmlBody(text, this.#limits);
      case 'text':
        return text;
    }
  }
}

function xmlBody(text: string, limits: IngressLimits): Json {
  try {
    const body = parseXml(text);
    tame(body, limits);
    return body;
  } catch {
    throw refuse('request.invalid', { detail: 'XML' });
  }
}

function formBody(text: string, limits: IngressLimits): Json {
  const members: Record<string, Json> = {};
  const fields = [...new URLSearchParams(text)];
  if (fields.length > limits.maxKeys) throw refuse('request.too-deep');
  for (const [name, value] of fields) if (name !== '__proto__') members[name] = value;
  return members;
}

function textAt(body: Json, path: readonly string[]): string {
  let at: Json | undefined = body;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return '';
    at = (at as JsonObject)[name];
  }
  return typeof at === 'string' ? at : typeof at === 'number' ? String(at) : '';
}

function lowerCase(headers: IncomingRequest['headers']): Readonly<Record<string, string>> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && name !== '__proto__')
      lower[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return lower;
}
