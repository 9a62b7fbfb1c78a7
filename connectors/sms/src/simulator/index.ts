import { randomUUID } from 'node:crypto';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { account } from './account.ts';
import { aliyun } from './aliyun.ts';
import { tencent } from './tencent.ts';

export { exempt, plan } from './conformance-plan.ts';

export interface SmsOptions extends SimulatorOptions {
  /** Which of the two the connection is for; both answer. */
  readonly provider?: 'aliyun' | 'tencent';
}

const isTencent = (reply: SimulatorReply): boolean => reply.request.headers['x-tc-action'] !== undefined;

/** An error in the words of whom the request is for. */
function refuse(reply: SimulatorReply, status: number, code: string, message: string): SimulatorReply {
  if (isTencent(reply))
    return reply.send({ Response: { Error: { Code: code, Message: message }, RequestId: randomUUID() } });
  return reply.code(status).send({ Code: code, Message: message, RequestId: randomUUID().toUpperCase() });
}

/** Aliyun’s and Tencent Cloud’s text messages at one address, told apart by their headers as the two tell themselves. */
export function smsSimulator({ provider = 'aliyun', ...options }: SmsOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'sms',
      title: { zh: '短信服务商', en: 'Text message providers' },
      collections: {
        messages: { title: { zh: '短信', en: 'Messages' }, key: 'id' },
        templates: {
          title: { zh: '模板', en: 'Templates' },
          key: 'id',
          seed: [{ id: 'SMS_154950909', content: '您的工单${number}已${state},感谢您的支持。' }],
        },
      },
      answers: {
        rateLimited: (reply) =>
          isTencent(reply)
            ? refuse(reply, 200, 'RequestLimitExceeded', 'The number of requests exceeds the frequency limit.')
            : refuse(reply, 400, 'Throttling.User', 'Request was denied due to user flow control.'),
        serverError: (reply, { status = 500 }) =>
          reply
            .code(status)
            .send({ Code: 'ServiceUnavailable', Message: 'The request has failed.', RequestId: randomUUID() }),
        noSuchPath: (reply) => reply.send({ Code: 'InvalidAction.NotFound', Message: 'Specified api is not found.' }),
        badBody: (reply) => refuse(reply, 400, 'InvalidParameter', 'The body is not what was expected.'),
      },
      connection: (url) => ({
        provider,
        aliyunUrl: url,
        tencentUrl: url,
        accessKeyId: account.id,
        accessKeySecret: account.secret,
        signName: account.signName,
        sdkAppId: account.sdkAppId,
        region: 'ap-guangzhou',
      }),
      wrongConnection: { accessKeySecret: 'not-the-secret' },
      routes(server, box) {
        server.post('/', ({ method, url, headers, rawBody }: SimulatorRequest, reply: SimulatorReply) => {
          const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
          const request = { method, url, headers: plain, body: rawBody };
          return isTencent(reply) ? tencent(request, box, reply) : aliyun(request, box, reply);
        });
      },
    },
    options,
  );
}
