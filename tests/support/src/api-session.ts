/** A problem answer of the API, as an error that says what the server said. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly body: unknown;

  constructor(method: string, path: string, status: number, body: unknown) {
    super(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** A signed-in person, by cookie and CSRF token as a browser would be. */
export class ApiSession {
  readonly #url: string;
  #cookie = '';
  #csrf = '';

  private constructor(url: string) {
    this.#url = url;
  }

  /** Signs in; changes the one-time password where that is asked for. */
  static async signIn(
    url: string,
    account: { readonly email: string; readonly password: string; readonly newPassword?: string },
  ): Promise<ApiSession> {
    const session = new ApiSession(url);
    const { email, password, newPassword } = account;
    const signedIn = await session.post<{ csrfToken: string; user: { mustChangePassword: boolean } }>('/session', {
      email,
      password,
    });
    session.#csrf = signedIn.csrfToken;
    if (signedIn.user.mustChangePassword && newPassword !== undefined) {
      const changed = await session.call<{ csrfToken?: string } | undefined>('PUT', '/session/password', {
        currentPassword: password,
        newPassword,
      });
      const now =
        changed?.csrfToken === undefined
          ? await session.get<{ csrfToken: string }>('/session')
          : { csrfToken: changed.csrfToken };
      session.#csrf = now.csrfToken;
    }
    return session;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  /** @throws ApiProblem for any answer that is not 2xx */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
        ...(this.#csrf === '' ? {} : { 'x-csrf-token': this.#csrf }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.#keepCookies(answer);
    const text = await answer.text();
    const value: unknown = text === '' ? undefined : JSON.parse(text);
    if (!answer.ok) throw new ApiProblem(method, path, answer.status, value);
    return value as T;
  }

  #keepCookies(answer: Response): void {
    const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
    if (set.length > 0) this.#cookie = set.join('; ');
  }
}
