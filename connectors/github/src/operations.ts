import { field } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** The repository an action or a trigger is about: `owner/name`, of which each half is encoded by itself. */
export const repository = (form: 'input' | 'input.settings'): string => {
  const named = `$exists(${form}.repository) ? ${form}.repository : connection.repository`;
  return `/repos/{$substringBefore(${named}, '/')}/{$substringAfter(${named}, '/')}`;
};

/** The one of the connection: what syncs are about. */
export const ownRepository =
  "/repos/{$substringBefore(connection.repository, '/')}/{$substringAfter(connection.repository, '/')}";

const repositoryPattern = '^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$';
export const repositoryName = (help: { readonly zh: string; readonly en: string }) =>
  field.text('仓库', 'Repository', {
    pattern: repositoryPattern,
    maxLength: 140,
    'x-placeholder': 'acme/support',
    'x-help': help,
  });

export const repositoryField = repositoryName({
  zh: '留空为连接中的仓库',
  en: 'Empty: the repository of the connection',
});

export const issueNumber = field.whole('编号', 'Number', { minimum: 1 });

/** A list that goes on by its `Link` header. */
export const list = (path: string, query: Readonly<Record<string, string>> = {}, items = 'body'): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: { kind: 'link-header', items, size: { send: { in: 'query', name: 'per_page' }, value: 100 } },
});

/** To GitHub a pull request is an issue too, and it is listed among them. */
export const issues = (path: string, query: Readonly<Record<string, string>>): RequestOperation =>
  list(`${path}/issues`, query, 'body[$not($exists(pull_request))]');

/** The newest changes first: what changes meanwhile pushes others to later pages, where they are met twice at worst. */
export const newestFirst = { sort: "'updated'", direction: "'desc'", since: 'state.cursor' };

/** GitHub takes no idempotency key, so it ends the text, in a comment that Markdown does not show. */
export const mark = "'joinery-' & state.idempotencyKey";
export const marked = (text: string): string =>
  `($exists(${text}) ? ${text} & '\\n\\n' : '') & '<!-- ' & ${mark} & ' -->'`;

/** Whether the newest hundred of a list hold the mark, and which it is. */
export const findMarked = (path: string, query: Readonly<Record<string, string>>, item = '$made') => ({
  operation: {
    kind: 'request' as const,
    request: {
      method: 'GET' as const,
      path,
      query: { ...query, sort: "'created'", direction: "'desc'", per_page: "'100'" },
    },
  },
  found: `($mark := ${mark}; $count(body[$contains($string(body), $mark)]) > 0)`,
  output: `($mark := ${mark}; $made := body[$contains($string(body), $mark)][0]; ${item})`,
});
