import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import type AliyunSms from '@alicloud/dysmsapi20170525';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { smsSimulator } from '@joinery/connector-sms/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { sms as tencentSms } from 'tencentcloud-sdk-nodejs-sms';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

// A CommonJS package whose class is a default export is told apart by every loader in its own way.
const aliyunSms = createRequire(import.meta.url)('@alicloud/dysmsapi20170525') as typeof AliyunSms;

/** The providers' own clients are the judges of our simulator: it takes what they sign, and nothing else. */
let sms: Simulator;
let host: string;
let stop: () => Promise<void>;
const fields = () => sms.connection() as Readonly<Record<string, string>>;

beforeEach(async () => {
  sms = smsSimulator();
  const running = await sms.start();
  host = new URL(running.url).host;
  ({ stop } = running);
});
afterEach(() => stop());

/** Every name leads to the simulator: the client signs the name it calls, and takes the service out of it. */
function toSimulator(): Agent {
  const agent = new Agent();
  agent.createConnection = () => connect(Number(host.split(':')[1]), '127.0.0.1');
  return agent;
}

describe('Aliyun', () => {
  const client = (accessKeySecret = fields()['accessKeySecret'] ?? '') =>
    new aliyunSms.default(
      new $OpenApiUtil.Config({
        accessKeyId: fields()['accessKeyId'] ?? '',
        accessKeySecret,
        endpoint: host,
        protocol: 'http',
      }),
    );
  const message = (templateParam: object) =>
    new aliyunSms.SendSmsRequest({
      phoneNumbers: '13800001001',
      signName: '榫卯客服',
      templateCode: 'SMS_154950909',
      templateParam: JSON.stringify(templateParam),
      outId: 'ticket-12',
    });

  test('a message is sent, with characters that are encoded in more than one way, and its fate is told', async () => {
    const { body } = await client().sendSms(message({ number: "SC(1004)*!'~ +", state: '处理' }));
    expect(body).toMatchObject({ code: 'OK' });
    expect(sms.inbox()).toMatchObject([{ to: '13800001001', text: "您的工单SC(1004)*!'~ +已处理,感谢您的支持。" }]);
    const details = await client().querySendDetails(
      new aliyunSms.QuerySendDetailsRequest({
        phoneNumber: '13800001001',
        sendDate: new Date().toISOString().slice(0, 10).replaceAll('-', ''),
        pageSize: 50,
        currentPage: 1,
      }),
    );
    expect(details.body?.smsSendDetailDTOs?.smsSendDetailDTO).toMatchObject([{ sendStatus: 3, outId: 'ticket-12' }]);
  });

  test('a message that was refused says so inside a 200', async () => {
    const { statusCode, body } = await client().sendSms(message({ number: 'SC-1004' }));
    expect([statusCode, body?.code]).toEqual([200, 'isv.TEMPLATE_MISSING_PARAMETERS']);
  });

  test('another secret is refused', async () => {
    await expect(client('wrong').sendSms(message({}))).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

describe('Tencent Cloud', () => {
  const client = (secretKey = fields()['accessKeySecret'] ?? '') =>
    new tencentSms.v20210111.Client({
      credential: { secretId: fields()['accessKeyId'] ?? '', secretKey },
      region: 'ap-guangzhou',
      profile: { httpProfile: { protocol: 'http://', agent: toSimulator() } },
    });
  const message = (TemplateParamSet: string[]) => ({
    PhoneNumberSet: ['+8613800001001'],
    SmsSdkAppId: fields()['sdkAppId'] ?? '',
    SignName: '榫卯客服',
    TemplateId: 'SMS_154950909',
    TemplateParamSet,
    SessionContext: 'ticket-12',
  });

  test('a message is sent and its fate is told', async () => {
    const { SendStatusSet } = await client().SendSms(message(['SC-1004', '处理']));
    expect(SendStatusSet).toMatchObject([{ Code: 'Ok', SessionContext: 'ticket-12' }]);
    expect(sms.inbox()).toMatchObject([{ to: '13800001001', text: '您的工单SC-1004已处理,感谢您的支持。' }]);
    const { PullSmsSendStatusSet } = await client().PullSmsSendStatusByPhoneNumber({
      BeginTime: Math.floor(Date.now() / 1000) - 3_600,
      EndTime: Math.floor(Date.now() / 1000) + 3_600,
      Offset: 0,
      Limit: 100,
      PhoneNumber: '+8613800001001',
      SmsSdkAppId: fields()['sdkAppId'] ?? '',
    });
    expect(PullSmsSendStatusSet).toMatchObject([{ ReportStatus: 'SUCCESS', SessionContext: 'ticket-12' }]);
  });

  test('a number that was refused says so beside the others', async () => {
    const { SendStatusSet } = await client().SendSms(message(['SC-1004']));
    expect(SendStatusSet?.[0]?.Code).toBe('FailedOperation.TemplateParamSetNotMatchApprovedTemplate');
  });

  test('another secret is refused', async () => {
    await expect(client('wrong').SendSms(message([]))).rejects.toMatchObject({ code: 'AuthFailure.SignatureFailure' });
  });
});
