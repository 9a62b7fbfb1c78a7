import { CommandError } from './command-error.ts';

/** Where the API is and who asks. */
export interface ApiAddress {
  readonly url: string;
  readonly token: string;
}

/** The API, asked with a token. Its problems become sentences. */
export class ApiClient {
  readonly #address: ApiAddress;
  readonly #fetch: typeof fetch;

  constructor(address: ApiAddress, fetcher: typeof fetch = fetch) {
    this.#address = address;
    this.#fetch = fetcher;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>('GET', path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#ask<T>('POST', path, body);
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { url, token } = this.#address;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await this.#fetch(`${url.replace(/\/+$/, '')}/api/v1${path}`, { method, headers, ...content }).catch(
      (error: unknown) => {
        throw new CommandError(`${url} cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
      },
    );
    const told = (await answer.json().catch(() => undefined)) as T | Problem | undefined;
    if (answer.ok) return told as T;
    throw new CommandError(sentences(told as Problem | undefined) ?? `${path} was answered with ${answer.status}`);
  }
}

type Text = { readonly zh: string; readonly en: string };

interface Problem {
  readonly message?: Text;
  readonly errors?: readonly { readonly place: string; readonly message: Text }[];
}

/** What is wrong, and each place of it on a line of its own. */
function sentences(problem: Problem | undefined): string | undefined {
  const places = (problem?.errors ?? []).map(({ place, message }) => `  ${place}: ${message.en}`);
  return problem?.message && [problem.message.en, ...places].join('\n');
}
