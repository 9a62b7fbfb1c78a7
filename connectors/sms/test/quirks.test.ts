import type { JsonObject } from '@joinery/contracts';
import type { ConformanceHost, Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { smsSimulator } from '../src/simulator/index.ts';

const templateId = 'SMS_154950909';
const today = new Date().toISOString().slice(0, 10);
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(provider: 'aliyun' | 'tencent', more: JsonObject = {}) {
  const sms: Simulator = smsSimulator({ provider });
  const { url, stop } = await sms.start();
  closing.push(stop);
  const host = await openHost(connector, { ...sms.connection(), ...more }, url);
  closing.push(host.close);
  return { sms, host };
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

describe.each(['aliyun', 'tencent'] as const)('with %s', (provider) => {
  test('a message is filled in and sent, and its fate is told with the reference', async () => {
    const { sms, host } = await opened(provider);
    // Signs that are encoded in one way by addresses and in another by signatures.
    const values = { number: "SC(1004)*!'~ +&=", state: '处理' };
    const message = { phone: '+8613800001001', templateId, values, reference: 'ticket-12' };
    const { messageId } = await output(host.invoke('send-sms', message));
    expect(messageId).toMatch(/^sms/);
    expect(sms.inbox()).toMatchObject([{ to: '13800001001', text: "您的工单SC(1004)*!'~ +&=已处理,感谢您的支持。" }]);
    expect(await output(host.invoke('list-sent-sms', { phone: '13800001001', date: today }))).toMatchObject({
      messages: [{ state: 'delivered', reference: 'ticket-12' }],
    });
  });

  test('a number nobody has is taken, and told as failed', async () => {
    const { sms, host } = await opened(provider);
    const values = { number: 'SC-1', state: '处理' };
    await output(host.invoke('send-sms', { phone: '13800000000', templateId, values }));
    expect(sms.inbox()).toEqual([]);
    const sent = await output(host.invoke('list-sent-sms', { phone: '13800000000', date: today }));
    expect(sent).toMatchObject({ messages: [{ state: 'failed', reason: 'MK:0001' }] });
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ['a template nobody approved', {}, { templateId: 'SMS_0' }, 'connector.invalid'],
    ['a value that is missing', {}, { values: { number: 'SC-1' } }, 'connector.invalid'],
    ['a signature nobody approved', { signName: '别人' }, {}, 'connector.invalid'],
    ['an unknown key', { accessKeyId: 'nobody' }, {}, 'connector.auth'],
  ])('%s is understood', async (_, fields, more, code) => {
    const { host } = await opened(provider, fields);
    const message = { phone: '13800001001', templateId, values: { number: 'SC-1', state: '处理' }, ...more };
    expect(await host.invoke('send-sms', message)).toMatchObject({ kind: 'failed', failure: { code } });
  });
});
