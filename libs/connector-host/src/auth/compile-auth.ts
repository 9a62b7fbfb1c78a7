import type {
  AuthScheme,
  ConnectorManifest,
  ErrorRule,
  Injection,
  Json,
  Placement,
  SignedScheme,
} from '@joinery/contracts';
import { compileJudge, type Judge } from '../answer/judge-answer.ts';
import { type Evaluator, evaluator, type EvaluatorOptions } from '../expressions/evaluator.ts';
import { type Template, template } from '../expressions/template.ts';
import { type CompiledRequest, compileRequest } from '../request/compile-request.ts';
import { authFunctions } from './auth-functions.ts';

export interface CompiledInjection {
  readonly into: Placement;
  readonly value: Evaluator;
  readonly when: Evaluator | undefined;
  /** It quotes the signature, so it comes after what is signed. */
  readonly quotesSignature: boolean;
}

/** How a token answer is read. */
export interface TokenReading {
  readonly token: Evaluator;
  readonly expiresInSeconds: Evaluator | undefined;
  readonly refreshToken: Evaluator | undefined;
  readonly keep: readonly (readonly [string, Evaluator])[];
  readonly lifetimeMs: number;
  readonly renewBeforeMs: number;
  readonly judge: Judge;
}

interface SchemeOf<Name extends AuthScheme['scheme']> {
  readonly scheme: Extract<AuthScheme, { scheme: Name }>;
  readonly applies: Evaluator | undefined;
}

export type CompiledScheme =
  | (SchemeOf<'none' | 'bearer' | 'api-key' | 'database'> & {
      readonly kind: 'plain';
      /** Header or parameter of an API key, where the connection names it. */
      readonly keyName?: Template;
    })
  | (SchemeOf<'basic'> & { readonly kind: 'basic'; readonly username: Evaluator; readonly password: Evaluator })
  | (SchemeOf<'signed'> & {
      readonly kind: 'signed';
      readonly inject: readonly CompiledInjection[];
      /** Of the parts that are made by an expression, by its source. */
      readonly texts: ReadonlyMap<string, Evaluator>;
    })
  | CompiledTokenScheme;

export type CompiledTokenScheme = CompiledOAuth2 | CompiledTokenExchange;

export interface CompiledOAuth2 extends SchemeOf<'oauth2'> {
  readonly kind: 'oauth2';
  readonly reading: TokenReading;
  readonly inject: readonly CompiledInjection[] | undefined;
  readonly tokenUrl: Template;
  readonly authorizeUrl: Template | undefined;
  readonly authorizeParameters: readonly (readonly [string, Evaluator])[];
  readonly tokenParameters: readonly (readonly [string, Evaluator])[];
}

export interface CompiledTokenExchange extends SchemeOf<'token-exchange'> {
  readonly kind: 'token-exchange';
  readonly reading: TokenReading;
  readonly inject: readonly CompiledInjection[] | undefined;
  readonly before: readonly {
    readonly name: string;
    readonly request: CompiledRequest;
    readonly output: Evaluator | undefined;
  }[];
  readonly request: CompiledRequest;
}

/** Compiles the auth schemes of a manifest. Their expressions see secrets, so their errors tell the place alone. */
export function compileAuth(manifest: ConnectorManifest): readonly CompiledScheme[] {
  return manifest.connection.auth.map((scheme, index) => {
    const place = `connection.auth.${index}`;
    return compileScheme(
      scheme,
      { place, connector: manifest.title, functions: authFunctions, secret: true },
      manifest,
    );
  });
}

function compileScheme(scheme: AuthScheme, options: EvaluatorOptions, manifest: ConnectorManifest): CompiledScheme {
  const at = (name: string): EvaluatorOptions => ({ ...options, place: `${options.place}.${name}` });
  const applies = scheme.when === undefined ? undefined : evaluator(scheme.when, at('when'));
  switch (scheme.scheme) {
    case 'none':
    case 'bearer':
    case 'database':
      return { kind: 'plain', scheme, applies };
    case 'api-key': {
      const { into } = scheme;
      if (into.in === 'body') return { kind: 'plain', scheme, applies };
      return { kind: 'plain', scheme, applies, keyName: template(into.name, at('into.name')) };
    }
    case 'basic': {
      const username = evaluator(scheme.username, at('username'));
      return { kind: 'basic', scheme, applies, username, password: evaluator(scheme.password, at('password')) };
    }
    case 'signed':
      return {
        kind: 'signed',
        scheme,
        applies,
        inject: compileInjections(scheme.inject, at('inject')),
        texts: compileTexts(scheme, options),
      };
    case 'oauth2':
      return {
        kind: 'oauth2',
        scheme,
        applies,
        reading: compileReading(scheme, options, manifest),
        inject: scheme.inject && compileInjections(scheme.inject, at('inject')),
        tokenUrl: template(scheme.tokenUrl, at('tokenUrl')),
        authorizeUrl: scheme.authorizeUrl === undefined ? undefined : template(scheme.authorizeUrl, at('authorizeUrl')),
        authorizeParameters: compileAll(scheme.authorizeParameters, at('authorizeParameters')),
        tokenParameters: compileAll(scheme.tokenParameters, at('tokenParameters')),
      };
    case 'token-exchange':
      return {
        kind: 'token-exchange',
        scheme,
        applies,
        reading: compileReading(scheme, options, manifest),
        inject: scheme.inject && compileInjections(scheme.inject, at('inject')),
        before: (scheme.before ?? []).map(({ name, request, output }, index) => ({
          name,
          request: compileRequest(request, at(`before.${index}.request`)),
          output: output === undefined ? undefined : evaluator(output, at(`before.${index}.output`)),
        })),
        request: compileRequest(scheme.request, at('request')),
      };
  }
}

function compileAll(sources: Readonly<Record<string, string>> | undefined, options: EvaluatorOptions) {
  return Object.entries(sources ?? {}).map(
    ([name, source]) => [name, evaluator(source, { ...options, place: `${options.place}.${name}` })] as const,
  );
}

function compileTexts({ key, derive = [], parts }: SignedScheme, options: EvaluatorOptions) {
  const all = [...(typeof key === 'object' ? key : []), ...derive.flat(), ...parts];
  return new Map(
    all.flatMap((part) =>
      part.part === 'expression'
        ? [[part.value, evaluator(part.value, { ...options, place: `${options.place}.parts` })] as const]
        : [],
    ),
  );
}

function compileInjections(injections: readonly Injection[], options: EvaluatorOptions): readonly CompiledInjection[] {
  return injections.map(({ into, value, when }, index) => {
    const at = { ...options, place: `${options.place}.${index}` };
    return {
      into,
      value: evaluator(value, at),
      when: when === undefined ? undefined : evaluator(when, { ...at, place: `${at.place}.when` }),
      quotesSignature: /\bsignature\b/.test(value),
    };
  });
}

interface ReadingSource {
  readonly token: string;
  readonly expiresInSeconds?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly keep?: Readonly<Record<string, string>> | undefined;
  readonly lifetimeMs: number;
  readonly renewBeforeMs: number;
  readonly errors?: readonly ErrorRule[] | undefined;
}

function compileReading(source: ReadingSource, options: EvaluatorOptions, manifest: ConnectorManifest): TokenReading {
  const at = (name: string): EvaluatorOptions => ({ ...options, place: `${options.place}.${name}` });
  const optional = (name: 'expiresInSeconds' | 'refreshToken') => {
    const text = source[name];
    return text === undefined ? undefined : evaluator(text, at(name));
  };
  return {
    token: evaluator(source.token, at('token')),
    expiresInSeconds: optional('expiresInSeconds'),
    refreshToken: optional('refreshToken'),
    keep: compileAll(source.keep, at('keep')),
    lifetimeMs: source.lifetimeMs,
    renewBeforeMs: source.renewBeforeMs,
    judge: compileJudge({
      rules: [...(source.errors ?? []), ...refusals, ...manifest.errors],
      vendorError: oauthError(manifest),
      options,
    }),
  };
}

/** A token endpoint that says no refuses the credentials, whatever it says elsewhere. */
const refusals: readonly ErrorRule[] = [{ when: { status: [400, 401, 403] }, meaning: 'auth-refused' }];

function oauthError(manifest: ConnectorManifest): ConnectorManifest['vendorError'] {
  return manifest.vendorError ?? { code: 'body.error', message: 'body.error_description' };
}

/** What injections and token requests see. */
export interface AuthScope {
  readonly secrets: Readonly<Record<string, string>>;
  readonly connection: Json;
  readonly account: Json;
  readonly input: Json;
  readonly token?: string;
  readonly signature?: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly request: Readonly<Record<string, Json>>;
}
