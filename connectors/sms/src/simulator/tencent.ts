import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { account } from './account.ts';
import { store } from './messages.ts';
import { authorizationOf, tencentSignature, type SignedRequest } from './signatures.ts';

const toleranceMs = 5 * 60_000;

/** Tencent Cloud's SMS: always a 200, refusals of a request beside those of a number. */
export function tencent(request: SignedRequest, box: SimulatorBox, reply: SimulatorReply): unknown {
  const refuse = (Code: string, Message: string): unknown => reply.send(answer({ Error: { Code, Message } }));
  const { Credential = '', Signature } = authorizationOf(request);
  if (!Credential.startsWith(`${account.id}/`))
    return refuse('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
  if (!(Math.abs(box.now() - Number(request.headers['x-tc-timestamp']) * 1000) < toleranceMs))
    return refuse('AuthFailure.SignatureExpire', 'The signature expired.');
  if (Signature !== tencentSignature(request, account.secret, 'sms'))
    return refuse('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.');
  if ((request.headers['x-tc-region'] ?? '') === '')
    return refuse('MissingParameter', 'The request is missing a required parameter `Region`.');
  const body = JSON.parse(request.body) as JsonObject;
  if (body['SmsSdkAppId'] !== account.sdkAppId)
    return refuse('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'The SmsSdkAppId is not yours.');
  switch (request.headers['x-tc-action']) {
    case 'SendSms':
      return answer({
        SendStatusSet: (body['PhoneNumberSet'] as readonly string[]).map((phone) => send(phone, body, box)),
      });
    case 'PullSmsSendStatusByPhoneNumber':
      return answer({ PullSmsSendStatusSet: statuses(body, box) });
    case 'SendStatusStatistics':
      return answer({ SendStatusStatistics: { FeeCount: 0, RequestCount: 0, RequestSuccessCount: 0 } });
    default:
      return refuse('InvalidAction', 'The request is for an action that does not exist.');
  }
}

const answer = (more: JsonObject): JsonObject => ({ Response: { ...more, RequestId: randomUUID() } });

function send(phone: string, body: JsonObject, box: SimulatorBox): JsonObject {
  const outcome = (Code: string, Message: string, SerialNo = ''): JsonObject => ({
    SerialNo,
    PhoneNumber: phone,
    Fee: SerialNo === '' ? 0 : 1,
    SessionContext: body['SessionContext'] ?? '',
    Code,
    Message,
    IsoCode: 'CN',
  });
  const template = box.records.get('templates', textOf(body['TemplateId']));
  const values = (body['TemplateParamSet'] ?? []) as readonly string[];
  if (!/^\+\d{5,20}$/.test(phone))
    return outcome('InvalidParameterValue.IncorrectPhoneNumber', 'incorrect phone number');
  if (body['SignName'] !== account.signName)
    return outcome('FailedOperation.SignatureIncorrectOrUnapproved', 'signature unapproved');
  if (!template) return outcome('FailedOperation.TemplateIncorrectOrUnapproved', 'template unapproved');
  const names = [...textOf(template['content']).matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  if (values.length !== names.length)
    return outcome('FailedOperation.TemplateParamSetNotMatchApprovedTemplate', 'params do not match');
  const text = textOf(template['content']).replace(
    /\$\{(\w+)\}/g,
    (_, name: string) => values[names.indexOf(name)] ?? '',
  );
  const reference = textOf(body['SessionContext']);
  const id = store(box, { phone: phone.replace(/^\+86/, ''), text, templateId: textOf(body['TemplateId']), reference });
  return outcome('Ok', 'send success', id);
}

function statuses({ PhoneNumber, BeginTime, EndTime }: JsonObject, box: SimulatorBox): readonly JsonObject[] {
  return box.records
    .list('messages')
    .filter((row) => row['phone'] === textOf(PhoneNumber).replace(/^\+86/, '') && row['state'] !== 'waiting')
    .filter((row) => {
      const at = Date.parse(textOf(row['sentAt'])) / 1000;
      return at >= Number(BeginTime) && at < Number(EndTime);
    })
    .map((row) => ({
      UserReceiveTime: Math.floor(Date.parse(textOf(row['sentAt'])) / 1000),
      CountryCode: '86',
      SubscriberNumber: row['phone'] ?? '',
      PhoneNumber: `+86${textOf(row['phone'])}`,
      SerialNo: row['id'] ?? '',
      ReportStatus: row['state'] === 'delivered' ? 'SUCCESS' : 'FAIL',
      Description: row['reason'] ?? '',
      SessionContext: row['reference'] ?? '',
    }));
}
