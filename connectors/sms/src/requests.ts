import type { ConnectorManifestInput } from '@joinery/contracts';

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];
type Request = Extract<ActionInput['operation'], { kind: 'request' }>['request'];

interface OfBoth {
  /** Name of the operation, the same with both, or an expression that says which. */
  readonly action: string;
  /** Query parameters, each an expression. */
  readonly aliyun: Readonly<Record<string, string>>;
  /** The body. */
  readonly tencent: string;
}

const isAliyun = "connection.provider = 'aliyun'";

/** One request for two providers: parameters in the query with Aliyun, JSON in the body with Tencent Cloud. */
export function request({ action, aliyun, tencent }: OfBoth): Request {
  const name = /^\w+$/.test(action) ? `'${action}'` : `(${action})`;
  const query = Object.entries(aliyun).map(([parameter, value]) => [parameter, `${isAliyun} ? (${value}) : ()`]);
  return {
    method: 'POST',
    path: `{${isAliyun} ? connection.aliyunUrl : connection.tencentUrl}/`,
    query: Object.fromEntries(query) as Record<string, string>,
    headers: {
      'x-acs-action': `${isAliyun} ? ${name} : ()`,
      'x-tc-action': `${isAliyun} ? () : ${name}`,
      'content-type': `${isAliyun} ? () : 'application/json; charset=utf-8'`,
    },
    body: `${isAliyun} ? () : (${tencent})`,
    budget: 'messages',
  };
}
