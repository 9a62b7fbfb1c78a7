import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { affairSample, affairSchema } from '../record-schema.ts';
import { numbersAsStrings, post, read } from '../manifest-parts.ts';

const id = (zh: string, en: string): JsonObject => field.text(zh, en, { pattern: '^-?[0-9]{1,20}$' });
const workitemId = id('工作项标识', 'Work item id');
const summaryId = id('协同标识(summaryId)', 'Summary id');
const opinion = field.text('意见', 'Opinion', { maxLength: 4_000, 'x-multiline': true });
const opinionText = "$exists(input.opinion) ? input.opinion : ''";

const unsafe = { effect: { class: 'unsafe' } } as const;
const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const handled = {
  output: recordOf({ workitemId: field.text('工作项标识', 'Work item id') }, ['workitemId']),
  sample: { workitemId: '884000000000000001' },
  ...unsafe,
};

/** The ids stand in a text that holds JSON (`app_bussiness_data`, sic); they are cut out so that no digit is lost. */
const innerId = (name: string): string =>
  `$match(body.data.app_bussiness_data, /"${name}"\\s*:\\s*"?(-?[0-9]+)/)[0].groups[0]`;

export const startProcess = defineAction({
  title: { zh: '发起流程', en: 'Start a process' },
  description: {
    zh: '按模板发起表单流程;字段用表单的显示名称',
    en: 'By a template with a form; its fields go by the names the form shows',
  },
  input: form(
    {
      templateCode: field.text('模板编号', 'Template code', { minLength: 1, maxLength: 200 }),
      subject: field.text('标题', 'Subject', {
        maxLength: 500,
        'x-help': { zh: '空为按模板生成', en: 'Empty: as the template makes it' },
      }),
      mainTable: field.text('主表名', 'Main table', {
        pattern: '^[A-Za-z0-9_]{1,100}$',
        'x-placeholder': 'formmain_0018',
      }),
      fields: { type: 'object', 'x-title': { zh: '主表字段', en: 'Fields of the main table' } },
      details: field.list('明细表', 'Detail tables', {
        type: 'object',
        required: ['table', 'rows'],
        properties: {
          table: field.text('明细表名', 'Table', { pattern: '^[A-Za-z0-9_]{1,100}$', 'x-placeholder': 'formson_0019' }),
          rows: field.list('行', 'Rows', { type: 'object' }),
        },
      }),
      attachments: field.list('附件(fileUrl)', 'Attachments (fileUrl)', { type: 'string', maxLength: 100 }),
      draft: { ...field.flag('仅存为草稿', 'As a draft only'), default: false },
    },
    ['templateCode', 'mainTable', 'fields'],
  ),
  output: recordOf(
    {
      summaryId: field.text('协同标识(summaryId)', 'Summary id'),
      affairId: field.text('事项标识', 'Affair id'),
      processId: field.optionalText('流程标识', 'Process id'),
      subject: field.optionalText('标题', 'Subject'),
      workitems: field.list('待处理工作项', 'Work items to handle', {
        type: 'object',
        properties: {
          id: field.text('工作项标识', 'Work item id'),
          nodeName: field.optionalText('节点', 'Node'),
          userName: field.optionalText('处理人', 'Person'),
          userLoginName: field.optionalText('处理人登录名', 'Login of the person'),
        },
      }),
    },
    ['summaryId'],
  ),
  sample: {
    summaryId: '-7712345678901234567',
    affairId: '-3348273847283001122',
    processId: '-3348273847283',
    subject: '退款申请 T-1001',
    workitems: [{ id: '884000000000000001', nodeId: '17', nodeName: '经理', userName: '陈静', userLoginName: 'e1004' }],
  },
  ...unsafe,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/bpm/process/start',
      query: numbersAsStrings,
      body: `{
        'appName': 'collaboration',
        'data': $merge([{
          'templateCode': input.templateCode,
          'draft': input.draft = true ? '1' : '0',
          'attachments': $exists(input.attachments) ? [input.attachments] : [],
          'relateDoc': '',
          'data': $merge([
            {input.mainTable: input.fields},
            $merge([{}, input.details.{table: [rows]}]),
            {'thirdAttachments': [], 'changedFields': []}
          ]),
          'useNewDataStructure': true,
          'doTrigger': true
        }, $exists(input.subject) ? {'subject': input.subject} : {}])
      }`,
    },
    output: `$merge([
      {'processId': body.data.processId, 'subject': body.data.subject, 'workitems': [body.data.workitems]},
      {'summaryId': ${innerId('summaryId')}, 'affairId': ${innerId('affairId')}}
    ])`,
    errors: [
      {
        // A success without its ids: something was started, or nothing was.
        when: { expression: "$string(body.code) = '0' and $not($exists(body.data.app_bussiness_data))" },
        meaning: 'permanent',
        message: {
          zh: '致远没有返回流程标识,请先在致远中确认是否已发起',
          en: 'Seeyon gave no ids; look there whether the process was started before it is repeated',
        },
      },
    ],
  },
});

const workitem = (path: string, data: string) =>
  post(
    path,
    `{'appName': 'collaboration', 'workitemId': input.workitemId, 'data': ${data}}`,
    "{'workitemId': input.workitemId}",
  );

export const finishWorkitem = defineAction({
  title: { zh: '处理工作项', en: 'Handle a work item' },
  input: form(
    {
      workitemId,
      attitude: {
        ...field.choice('态度', 'Attitude', { 1: ['已阅', 'Read'], 2: ['同意', 'Agree'], 3: ['不同意', 'Disagree'] }),
        default: '2',
      },
      opinion,
    },
    ['workitemId'],
  ),
  ...handled,
  operation: workitem(
    '/bpm/workitem/finish',
    `{'comment_deal': {'attitude': $exists(input.attitude) ? input.attitude : '2', 'content': ${opinionText}}, 'submitType': '1'}`,
  ),
});

export const returnWorkitem = defineAction({
  title: { zh: '回退工作项', en: 'Return a work item' },
  input: form({ workitemId, opinion }, ['workitemId']),
  ...handled,
  operation: workitem(
    '/bpm/workitem/stepBack',
    `{'isWFTrace': '0', 'comment_deal': {'attitude': '3', 'content': ${opinionText}}}`,
  ),
});

export const stopProcess = defineAction({
  title: { zh: '终止流程', en: 'Stop a process' },
  input: form({ workitemId, opinion }, ['workitemId']),
  ...handled,
  operation: workitem('/bpm/process/stop', `{'stopOpinion': ${opinionText}}`),
});

export const repealProcess = defineAction({
  title: { zh: '撤销流程', en: 'Repeal a process' },
  input: form({ workitemId, opinion }, ['workitemId']),
  ...handled,
  // Which of the two is read is not documented.
  operation: workitem('/bpm/process/repeal', `{'repealComment': ${opinionText}, 'stopOpinion': ${opinionText}}`),
});

const stages = `{
  '0': 'finished', '1': 'draft', '3': 'pending', '4': 'in-progress',
  '5': 'withdrawn', '6': 'returned', '7': 'taken-back', '15': 'terminated'
}`;

export const getProcessState = defineAction({
  title: { zh: '查询流程状态', en: 'Get the state of a process' },
  input: form({ summaryId }, ['summaryId']),
  output: recordOf(
    {
      summaryId: field.text('协同标识(summaryId)', 'Summary id'),
      state: field.whole('状态码', 'State'),
      stage: field.text('阶段', 'Stage', {
        'x-help': {
          zh: 'finished 结束、draft 草稿、pending 待办、in-progress 处理中、withdrawn 撤销、returned 回退、taken-back 取回、terminated 终止',
          en: 'finished, draft, pending, in-progress, withdrawn, returned, taken-back, terminated',
        },
      }),
      finished: field.flag('已结束', 'Finished'),
    },
    ['summaryId', 'state', 'finished'],
  ),
  sample: { summaryId: '-7712345678901234567', state: 3, stage: 'pending', finished: false },
  ...reading,
  operation: {
    // The answer is a bare number, by some versions as text.
    ...read(
      '/flow/state/{input.summaryId}',
      `($state := $number(body); {
        'summaryId': input.summaryId,
        'state': $state,
        'stage': $lookup(${stages}, $string($state)),
        'finished': $state = 0
      })`,
    ),
    errors: [{ when: { expression: "$type(body) = 'null'" }, meaning: 'not-found', code: "'empty'" }],
  },
});

export const getProcessData = defineAction({
  title: { zh: '读取表单数据', en: 'Get the form of a process' },
  input: form({ summaryId }, ['summaryId']),
  output: recordOf({}),
  sample: { formmain_0018: { 申请人: '张伟', 金额: '700' } },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/flow/data/{input.summaryId}',
      query: { ...numbersAsStrings, exportType: "'0'", exportFormat: "'json'" },
      answer: 'json',
    },
    errors: [{ when: { expression: "$type(body) = 'null'" }, meaning: 'not-found', code: "'empty'" }],
  },
});

export const listPending = defineAction({
  title: { zh: '列出待办协同', en: 'List pending affairs' },
  input: form({ subject: field.text('标题包含', 'Subject contains', { maxLength: 200 }) }),
  output: affairSchema,
  sample: affairSample,
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/coll/pendingAffairs',
      query: numbersAsStrings,
      body: "$merge([{'openFrom': 'listPending'}, $exists(input.subject) ? {'subject': input.subject} : {}])",
    },
    pagination: {
      kind: 'page',
      items: "$type(body.data) = 'array' ? body.data : body.data.data",
      send: { in: 'body', path: ['pageNo'] },
      size: { send: { in: 'body', path: ['pageSize'] }, value: 50 },
    },
  },
});

export const uploadAttachment = defineAction({
  title: { zh: '上传附件', en: 'Upload an attachment' },
  input: form(
    {
      fileName: field.text('文件名', 'File name', { minLength: 1, maxLength: 200 }),
      contentType: {
        ...field.text('内容类型', 'Content type', { maxLength: 100 }),
        default: 'application/octet-stream',
      },
      base64: field.text('内容(base64)', 'Content (base64)', { maxLength: 14_000_000 }),
    },
    ['fileName', 'base64'],
  ),
  output: recordOf({ fileUrl: field.text('文件标识', 'File id') }, ['fileUrl']),
  sample: { fileUrl: '-1234567890123456789' },
  ...unsafe,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/attachment',
      query: numbersAsStrings,
      encoding: 'multipart',
      body: `{'file': {
        'fileName': input.fileName,
        'contentType': $exists(input.contentType) ? input.contentType : 'application/octet-stream',
        'base64': input.base64
      }}`,
    },
    output: "{'fileUrl': $string($exists(body.atts) ? body.atts[0].fileUrl : body[0].fileUrl)}",
  },
});
