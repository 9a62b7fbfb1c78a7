import { defineAction, type CodeContext } from '@joinery/connector-sdk';
import type { HttpMethod, Json, JsonObject } from '@joinery/contracts';
import { answerSample, answerSchema, readFields, writeFields } from '../request-fields.ts';
import { sendRequest } from '../send-request.ts';

const input = (fields: JsonObject, required: readonly string[] = ['path']): JsonObject => ({
  type: 'object',
  required,
  properties: fields,
  additionalProperties: false,
});
const answered = { output: answerSchema, sample: answerSample, operation: { kind: 'code' } } as const;

/** One action per kind of effect, because what a method may do after a lost answer is known by the method. */
export const getAction = defineAction({
  title: { zh: 'GET 读取', en: 'GET' },
  input: input(readFields),
  effect: { class: 'read' },
  safeToTest: true,
  ...answered,
});

export const putAction = defineAction({
  title: { zh: 'PUT 写入', en: 'PUT' },
  description: { zh: '整体写入;重复执行结果相同', en: 'Puts a whole; a repetition gives the same' },
  input: input(writeFields),
  effect: { class: 'idempotent' },
  ...answered,
});

export const deleteAction = defineAction({
  title: { zh: 'DELETE 删除', en: 'DELETE' },
  input: input(writeFields),
  effect: { class: 'idempotent' },
  ...answered,
});

const method = (methods: readonly string[]): JsonObject => ({
  type: 'string',
  enum: methods,
  default: methods[0] ?? 'POST',
  'x-title': { zh: '方法', en: 'Method' },
});

export const sendAction = defineAction({
  title: { zh: 'POST / PATCH 发送', en: 'POST or PATCH' },
  description: {
    zh: '对方没有幂等约定时使用:未得到回应的调用会按步骤设置处理',
    en: 'Where the other side promises nothing about repetition: a call without an answer follows the step’s setting',
  },
  input: input({ method: method(['POST', 'PATCH']), ...writeFields }),
  effect: { class: 'unsafe' },
  ...answered,
});

export const sendOnceAction = defineAction({
  title: { zh: '带幂等键发送', en: 'Send with an idempotency key' },
  description: {
    zh: '对方支持幂等键时使用,可以安全重试',
    en: 'Where the other side knows idempotency keys, so that it can be repeated',
  },
  input: input({
    method: method(['POST', 'PATCH']),
    ...writeFields,
    keyHeader: {
      type: 'string',
      pattern: '^[A-Za-z0-9-]{1,100}$',
      default: 'Idempotency-Key',
      'x-title': { zh: '幂等键请求头', en: 'Header of the key' },
    },
  }),
  effect: { class: 'idempotent' },
  ...answered,
});

export const searchAction = defineAction({
  title: { zh: 'POST 查询', en: 'POST that only reads' },
  description: { zh: '对方用 POST 表达查询时使用', en: 'For searches that are asked by POST' },
  input: input(writeFields),
  effect: { class: 'read' },
  safeToTest: true,
  ...answered,
});

const sending =
  (fixed?: HttpMethod) =>
  async (given: JsonObject, ctx: CodeContext): Promise<Json> => {
    const chosen = given['method'] === 'PATCH' ? 'PATCH' : 'POST';
    return { ...(await sendRequest(given, ctx, fixed ?? chosen)) };
  };

async function sendOnce(given: JsonObject, ctx: CodeContext): Promise<Json> {
  const header = typeof given['keyHeader'] === 'string' ? given['keyHeader'] : 'Idempotency-Key';
  const headers = { ...(given['headers'] as JsonObject | undefined), [header]: ctx.idempotencyKey };
  return sending()({ ...given, headers }, ctx);
}

export const requestCode = {
  'actions.get': { run: sending('GET') },
  'actions.put': { run: sending('PUT') },
  'actions.delete': { run: sending('DELETE') },
  'actions.send': { run: sending() },
  'actions.send-once': { run: sendOnce },
  'actions.search': { run: sending('POST') },
};
