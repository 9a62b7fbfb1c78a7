import { field } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** The project an action or a trigger is about; GitLab takes a number or an encoded path in its place. */
export const project = (form: 'input' | 'input.settings'): string =>
  `/projects/{$exists(${form}.project) ? ${form}.project : connection.project}`;

export const projectField = field.text('项目', 'Project', {
  minLength: 1,
  maxLength: 255,
  'x-options': 'projects',
  'x-help': { zh: '留空为连接中的项目', en: 'Empty: the project of the connection' },
});

/** A list that goes on by its `Link` header. */
export const list = (path: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: { kind: 'link-header', items: 'body', size: { send: { in: 'query', name: 'per_page' }, value: 100 } },
});
