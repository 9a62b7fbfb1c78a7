import { defineConnector, type CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { listAction, pageOfList } from './actions/list.ts';
import {
  deleteAction,
  getAction,
  putAction,
  requestCode,
  searchAction,
  sendAction,
  sendOnceAction,
} from './actions/requests.ts';
import { connection } from './connection.ts';
import { callOf } from './send-request.ts';

/** Any HTTP API that has no connector of its own. Code, because names of parameters and headers are the user's. */
export const connector = defineConnector({
  manifest: {
    name: 'http',
    version: '1.0.0',
    title: { zh: 'HTTP 接口', en: 'HTTP' },
    description: {
      zh: '调用任意 REST 接口:各种认证方式、分页读取、按方法声明的效果。',
      en: 'Calls any REST API: the usual ways to authenticate, paged reading, effects declared by method.',
    },
    categories: ['generic'],
    hosts: ['{connection.baseUrl}', '{connection.tokenUrl}'],
    baseUrl: '{connection.baseUrl}',
    errors: [],
    vendorError: {
      code: "$type(body) = 'object' ? (body.error.code ? body.error.code : body.code ? body.code : body.type)",
      message:
        "$type(body) = 'object' ? (body.error.message ? body.error.message : body.message ? body.message : body.detail ? body.detail : body.title)",
    },
  },
  connection,
  actions: {
    get: getAction,
    list: listAction,
    search: searchAction,
    put: putAction,
    delete: deleteAction,
    send: sendAction,
    'send-once': sendOnceAction,
  },
  code: { ...requestCode, 'actions.list': { page: pageOfList }, 'connection.test': { run: testConnection } },
});

/** Reaches the test path; the answer must be no error. */
async function testConnection(_input: JsonObject, ctx: CodeContext): Promise<Json> {
  const { testPath = '/' } = ctx.connection;
  const call = callOf({ path: testPath }, ctx, 'GET');
  await ctx.http(call);
  return { url: call.url };
}

export default connector;
