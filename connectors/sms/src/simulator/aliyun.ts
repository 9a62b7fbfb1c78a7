import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { account } from './account.ts';
import { store } from './messages.ts';
import { aliyunSignature, authorizationOf, type SignedRequest } from './signatures.ts';

const toleranceMs = 15 * 60_000;

/** Aliyun's short message service: refusals of the gateway have a status, those of a message stand in a 200. */
export function aliyun(request: SignedRequest, box: SimulatorBox, reply: SimulatorReply): unknown {
  const refuse = (status: number, Code: string, Message: string): unknown =>
    reply.code(status).send({ Code, Message, RequestId: randomUUID().toUpperCase(), HostId: 'dysmsapi.aliyuncs.com' });
  const { Credential, Signature } = authorizationOf(request);
  if (Credential !== account.id)
    return refuse(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  if (!(Math.abs(box.now() - Date.parse(request.headers['x-acs-date'] ?? '')) < toleranceMs))
    return refuse(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  if (Signature !== aliyunSignature(request, account.secret))
    return refuse(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
  const query = Object.fromEntries(new URL(request.url, 'http://aliyun.test').searchParams);
  switch (request.headers['x-acs-action']) {
    case 'SendSms':
      return send(query, box, reply);
    case 'QuerySendDetails':
      return details(query, box);
    case 'QuerySmsTemplateList':
      return ok({ TotalCount: box.records.list('templates').length, SmsTemplateList: [] });
    default:
      return refuse(404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
  }
}

const ok = (more: JsonObject): JsonObject => ({
  Code: 'OK',
  Message: 'OK',
  RequestId: randomUUID().toUpperCase(),
  ...more,
});

type Query = Readonly<Record<string, string>>;

function send(query: Query, box: SimulatorBox, reply: SimulatorReply): unknown {
  const refuse = (Code: string, Message: string): unknown => reply.send({ ...ok({}), Code, Message });
  const {
    PhoneNumbers: phone = '',
    SignName: sign = '',
    TemplateCode: code = '',
    TemplateParam = '{}',
    OutId = '',
  } = query;
  if (!/^\d{5,20}$/.test(phone)) return refuse('isv.MOBILE_NUMBER_ILLEGAL', `${phone}invalid mobile number`);
  if (sign !== account.signName) return refuse('isv.SMS_SIGNATURE_ILLEGAL', '签名不合法');
  const template = box.records.get('templates', code);
  if (!template) return refuse('isv.SMS_TEMPLATE_ILLEGAL', '模板不合法(不存在或被拉黑)');
  const values = JSON.parse(TemplateParam) as JsonObject;
  const content = textOf(template['content']);
  const missing = [...content.matchAll(/\$\{(\w+)\}/g)].filter(([, name = '']) => values[name] === undefined);
  if (missing.length > 0) return refuse('isv.TEMPLATE_MISSING_PARAMETERS', '模板缺少变量');
  const text = content.replace(/\$\{(\w+)\}/g, (_, name: string) => textOf(values[name]));
  const id = store(box, { phone: phone.replace(/^86(?=1\d{10}$)/, ''), text, templateId: code, reference: OutId });
  return ok({ BizId: id });
}

function details({ PhoneNumber = '', SendDate = '' }: Query, box: SimulatorBox): JsonObject {
  const found = box.records
    .list('messages')
    .filter((row) => row['phone'] === PhoneNumber.replace(/^86(?=1\d{10}$)/, ''))
    .filter((row) => textOf(row['sentAt']).slice(0, 10).replaceAll('-', '') === SendDate);
  const states: Readonly<Record<string, number>> = { waiting: 1, failed: 2, delivered: 3 };
  return ok({
    TotalCount: found.length,
    SmsSendDetailDTOs: {
      SmsSendDetailDTO: found.map((row) => ({
        PhoneNum: row['phone'] ?? '',
        SendStatus: states[textOf(row['state'])] ?? 1,
        ErrCode: row['reason'] ?? '',
        TemplateCode: row['templateId'] ?? '',
        Content: row['text'] ?? '',
        SendDate: row['sentAt'] ?? '',
        OutId: row['reference'] ?? '',
      })),
    },
  });
}
