import type { Problem } from '@joinery/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Answered<T = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: T;
  readonly text: string;
}

interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes as they are, instead of a JSON body. */
  readonly payload?: string | Buffer;
}

/** Somebody at a browser: keeps the cookie, sends the CSRF token along. */
export class Visitor {
  readonly #app: NestFastifyApplication;
  cookie = '';
  csrf = '';

  constructor(app: NestFastifyApplication) {
    this.#app = app;
  }

  async signIn(email: string, password: string): Promise<Answered<{ csrfToken: string }>> {
    const answer = await this.send<{ csrfToken: string }>('POST', '/session', { email, password });
    if (answer.status === 200) this.csrf = answer.body.csrfToken;
    return answer;
  }

  get<T = unknown>(path: string): Promise<Answered<T>> {
    return this.send<T>('GET', path);
  }

  post<T = unknown>(path: string, body: unknown = {}): Promise<Answered<T>> {
    return this.send<T>('POST', path, body);
  }

  /** A path that begins with `//` is taken as it is, without `/api/v1`. */
  async send<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, payload }: Sending = {},
  ): Promise<Answered<T>> {
    const content = payload ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await this.#app.inject({
      method: method as 'GET',
      url: path.startsWith('//') ? path.slice(1) : `/api/v1${path}`,
      headers: {
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(this.csrf ? { 'x-csrf-token': this.csrf } : {}),
        ...headers,
      },
      ...(content === undefined ? {} : { payload: content }),
    });
    this.#keepCookie(answer.headers['set-cookie']);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      body: bodyOf(answer.payload) as T,
    };
  }

  #keepCookie(set: string | readonly string[] | number | undefined): void {
    for (const one of [set].flat()) if (typeof one === 'string') this.cookie = one.split(';')[0] ?? '';
  }
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const codeOf = (answer: Answered): string | undefined => (answer.body as Problem | undefined)?.code;
