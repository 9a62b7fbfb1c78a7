import type { JsonObject } from '@joinery/contracts';

const words: JsonObject = {
  type: 'object',
  maxProperties: 100,
  additionalProperties: { type: ['string', 'number', 'boolean'] },
};

export const pathField: JsonObject = {
  type: 'string',
  maxLength: 4_000,
  'x-title': { zh: '路径或地址', en: 'Path or address' },
  'x-help': {
    zh: '以 / 开头的路径,或基础地址之下的完整地址',
    en: 'A path beginning with /, or a whole address below the base address',
  },
  'x-placeholder': '/tickets/42',
};

const queryField: JsonObject = {
  type: 'object',
  maxProperties: 100,
  additionalProperties: {
    anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: 'array', items: { type: 'string' } }],
  },
  'x-title': { zh: '查询参数', en: 'Query' },
};

export const readFields: JsonObject = {
  path: pathField,
  query: queryField,
  headers: { ...words, 'x-title': { zh: '请求头', en: 'Headers' } },
};

export const writeFields: JsonObject = {
  ...readFields,
  body: {
    'x-title': { zh: '请求体', en: 'Body' },
    'x-help': { zh: 'JSON;编码为文本时填写文本', en: 'JSON; a text where the encoding is text' },
  },
  encoding: {
    type: 'string',
    enum: ['json', 'form', 'text', 'multipart', 'ndjson', 'base64'],
    default: 'json',
    'x-title': { zh: '编码', en: 'Encoding' },
    'x-labels': {
      json: { zh: 'JSON', en: 'JSON' },
      form: { zh: '表单', en: 'Form' },
      text: { zh: '文本', en: 'Text' },
      multipart: { zh: '多部分表单(含文件)', en: 'Multipart form (with files)' },
      ndjson: { zh: '逐行 JSON', en: 'JSON lines' },
      base64: { zh: '二进制(base64)', en: 'Binary (base64)' },
    },
  },
};

export const answerSchema: JsonObject = {
  type: 'object',
  required: ['status', 'headers', 'body'],
  properties: {
    status: { type: 'integer', 'x-title': { zh: '状态码', en: 'Status' } },
    headers: { type: 'object', additionalProperties: { type: 'string' }, 'x-title': { zh: '响应头', en: 'Headers' } },
    body: { 'x-title': { zh: '响应体', en: 'Body' } },
  },
};

export const answerSample: JsonObject = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: { id: 42, name: 'sample' },
};
