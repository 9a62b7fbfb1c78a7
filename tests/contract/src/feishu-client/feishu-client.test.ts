import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AESCipher, adaptDefault, Client, DefaultCache, EventDispatcher } from '@larksuiteoapi/node-sdk';
import { feishuSimulator } from '@joinery/connector-feishu/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** The vendor's own client is the judge of our simulator. */
let feishu: Simulator;
let client: Client;
const silent = (): void => {};
const quiet = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  feishu = feishuSimulator({ retryDelaysMs: [1, 1] });
  const { url, stop } = await feishu.start();
  closing.push(stop);
  const { appId, appSecret } = feishu.connection() as { appId: string; appSecret: string };
  client = new Client({ appId, appSecret, domain: url, cache: new DefaultCache(), logger: quiet });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const zhangWei = 'ou_7d8a6e6df7621556ce0d21922b676701';
const text = (words: string) => ({ receive_id: zhangWei, msg_type: 'text', content: JSON.stringify({ text: words }) });

describe('messages', () => {
  test('a text arrives and is told as the client expects it', async () => {
    const answer = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: text('工单已升级'),
    });
    expect(answer.code).toBe(0);
    expect(answer.data?.message_id).toMatch(/^om_/);
    expect(feishu.inbox()).toMatchObject([{ to: zhangWei, toName: '张伟', text: '工单已升级' }]);
  });

  test('the same uuid is one message', async () => {
    const send = () =>
      client.im.v1.message.create({
        params: { receive_id_type: 'open_id' },
        data: { ...text('一次'), uuid: 'ticket-12' },
      });
    const [first, second] = [await send(), await send()];
    expect(second.data?.message_id).toBe(first.data?.message_id);
    expect(feishu.inbox()).toHaveLength(1);
  });

  test('a card, its update, a reply and a recall go through', async () => {
    const card = {
      schema: '2.0',
      header: { title: { tag: 'plain_text', content: '工单 12' } },
      body: { elements: [{ tag: 'markdown', content: '**紧急**' }] },
    };
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: zhangWei, msg_type: 'interactive', content: JSON.stringify(card) },
    });
    const id = sent.data?.message_id ?? '';
    expect(
      (await client.im.v1.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(card) } })).code,
    ).toBe(0);
    const reply = await client.im.v1.message.reply({
      path: { message_id: id },
      data: { msg_type: 'text', content: '{"text":"好"}' },
    });
    expect(reply.data?.parent_id).toBe(id);
    expect((await client.im.v1.message.get({ path: { message_id: id } })).data?.items?.[0]?.updated).toBe(true);
    expect((await client.im.v1.message.delete({ path: { message_id: id } })).code).toBe(0);
    expect(feishu.record('messages', id)?.['deleted']).toBe(true);
  });

  test('a content that is no JSON text is refused with the documented code', async () => {
    const broken = client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { ...text(''), content: 'plain' },
    });
    await expect(broken).rejects.toMatchObject({ response: { status: 400, data: { code: 230001 } } });
  });

  test('somebody who left is told apart from somebody unknown', async () => {
    const codes = [];
    for (const receive_id of ['ou_7d8a6e6df7621556ce0d21922b676705', 'ou_nobody']) {
      const failed: unknown = await client.im.v1.message
        .create({ params: { receive_id_type: 'open_id' }, data: { ...text('x'), receive_id } })
        .catch((error: unknown) => error);
      codes.push((failed as { response: { data: { code: number } } }).response.data.code);
    }
    expect(codes).toEqual([230029, 230034]);
  });
});

describe('tokens', () => {
  test('the client asks for a token once', async () => {
    for (let i = 0; i < 3; i += 1)
      await client.im.v1.message.create({ params: { receive_id_type: 'open_id' }, data: text(`${i}`) });
    expect(feishu.requests().filter(({ path }) => path.includes('tenant_access_token'))).toHaveLength(1);
  });

  test('a wrong secret gets no token', async () => {
    const { domain } = feishu.connection() as { domain: string };
    const wrong = new Client({
      appId: 'cli_x',
      appSecret: 'wrong',
      domain,
      cache: new DefaultCache(),
      logger: quiet,
    });
    const sending = wrong.im.v1.message.create({ params: { receive_id_type: 'open_id' }, data: text('x') });
    await expect(sending).rejects.toThrow('code: 10014');
  });
});

describe('directory', () => {
  test('every department and person once, over several pages', async () => {
    const departments: string[] = [];
    const pages = await client.contact.v3.department.childrenWithIterator({
      path: { department_id: '0' },
      params: { fetch_child: true, page_size: 2 },
    });
    for await (const page of pages) departments.push(...(page?.items ?? []).map(({ name }) => name));
    expect(new Set(departments)).toEqual(new Set(['客户服务中心', '技术支持组', '售后组']));
    expect(departments).toHaveLength(3);
  });

  test('people of a department', async () => {
    const names: string[] = [];
    const pages = await client.contact.v3.user.findByDepartmentWithIterator({
      params: { department_id: 'od-tech', page_size: 1 },
    });
    for await (const page of pages) names.push(...(page?.items ?? []).map(({ name }) => name ?? ''));
    expect(names).toEqual(['张伟', '王芳']);
  });

  test('people are found by e-mail and phone, and who is not found has no id', async () => {
    const { data } = await client.contact.v3.user.batchGetId({
      params: { user_id_type: 'open_id' },
      data: { emails: ['e1002@service.example.com', 'nobody@example.com'], mobiles: ['13800001001'] },
    });
    expect(data?.user_list?.map(({ user_id }) => user_id)).toEqual([
      'ou_7d8a6e6df7621556ce0d21922b676702',
      undefined,
      zhangWei,
    ]);
  });
});

describe('approvals', () => {
  const approval_code = '4202AD96-9EC1-4284-9C48-B923CDC4F30B';
  const form = JSON.stringify([
    { id: 'w1', type: 'input', value: 'SC-1004' },
    { id: 'w2', type: 'textarea', value: '商品损坏' },
  ]);
  const create = (uuid: string) =>
    client.approval.v4.instance.create({ data: { approval_code, open_id: zhangWei, form, uuid } });

  test('one is created, read by its code and by its uuid, listed, and decided', async () => {
    const { data } = await create('ticket-12');
    const instance_code = data?.instance_code ?? '';
    const read = await client.approval.v4.instance.get({ path: { instance_id: 'ticket-12' } });
    expect(read.data).toMatchObject({ instance_code, status: 'PENDING', approval_name: '退款申请' });
    const listed = await client.approval.v4.instance.list({
      params: { approval_code, start_time: String(Date.now() - 60_000), end_time: String(Date.now() + 60_000) },
    });
    expect(listed.data?.instance_code_list).toEqual([instance_code]);
    const [task] = read.data?.task_list ?? [];
    await client.approval.v4.task.approve({
      params: { user_id_type: 'open_id' },
      data: { approval_code, instance_code, user_id: task?.open_id ?? '', task_id: task?.id ?? '' },
    });
    expect((await client.approval.v4.instance.get({ path: { instance_id: instance_code } })).data?.status).toBe(
      'APPROVED',
    );
  });

  test('a uuid is taken once', async () => {
    await create('ticket-12');
    await expect(create('ticket-12')).rejects.toMatchObject({ response: { data: { code: 60012 } } });
  });

  test('a definition is subscribed to, and says so when asked again', async () => {
    const subscribe = () => client.approval.v4.approval.subscribe({ path: { approval_code } });
    expect((await subscribe()).code).toBe(0);
    await expect(subscribe()).rejects.toMatchObject({ response: { data: { code: 1390007 } } });
  });
});

describe('events', () => {
  /** The vendor's dispatcher behind an HTTP server: it decrypts, checks the signature and answers the challenge. */
  async function receiver(encryptKey: string): Promise<{ url: string; seen: string[] }> {
    const seen: string[] = [];
    const dispatcher = new EventDispatcher({
      encryptKey,
      verificationToken: 'v_token',
      logger: quiet,
    });
    dispatcher.register({
      'im.message.receive_v1': ({ message }) => void seen.push(message.content),
      // Of the older schema, which the client knows by its type alone.
      approval_instance: ({ status }: { readonly status?: string }) => void seen.push(`approval ${status}`),
      'contact.user.updated_v3': ({ object, old_object }) => void seen.push(`${old_object?.name} → ${object?.name}`),
    });
    const answer = adaptDefault('/hook', dispatcher, { autoChallenge: true });
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, seen };
  }

  test('the address is accepted by the challenge, then events arrive encrypted and signed', async () => {
    const { url, seen } = await receiver('encrypt-key');
    await feishu.subscribe({ url, secret: 'encrypt-key', token: 'v_token' });
    feishu.upsert('incoming-messages', { open_id: zhangWei, text: '帮我看下工单' });
    feishu.upsert('users', { open_id: zhangWei, name: '张伟伟' });
    await feishu.settled();
    expect(seen).toEqual(['{"text":"帮我看下工单"}', '张伟 → 张伟伟']);
    expect(feishu.deliveries().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  test('an approval is told in the older schema', async () => {
    const { url, seen } = await receiver('encrypt-key');
    await feishu.subscribe({ url, secret: 'encrypt-key', token: 'v_token', events: ['approval_instance'] });
    const approval_code = '4202AD96-9EC1-4284-9C48-B923CDC4F30B';
    await client.approval.v4.approval.subscribe({ path: { approval_code } });
    const { instance_code = '' } = feishu.upsert('approvals', { approval_code });
    feishu.upsert('approvals', { instance_code, status: 'REJECTED' });
    await feishu.settled();
    expect(seen).toEqual(['approval PENDING', 'approval REJECTED']);
  });

  test('an account without an encrypt key gets plain events', async () => {
    const { url, seen } = await receiver('');
    await feishu.subscribe({ url, token: 'v_token' });
    feishu.upsert('incoming-messages', { open_id: zhangWei, text: 'hi' });
    await feishu.settled();
    expect(seen).toEqual(['{"text":"hi"}']);
  });

  test('a receiver that does not repeat the challenge is not accepted', async () => {
    const server = createServer((_request, response) => response.end('{"challenge":"something else"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(feishu.subscribe({ url, secret: 'encrypt-key', token: 'v_token' })).rejects.toThrow('Challenge');
  });

  test('what the simulator encrypts, the vendor decrypts', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        bodies.push(body);
        const { encrypt } = JSON.parse(body) as { encrypt: string };
        const plain = JSON.parse(new AESCipher('k').decrypt(encrypt)) as { challenge?: string };
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ challenge: plain.challenge }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => server.close());
    await feishu.subscribe({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      secret: 'k',
      token: 'v',
    });
    expect(bodies).toHaveLength(1);
  });
});
