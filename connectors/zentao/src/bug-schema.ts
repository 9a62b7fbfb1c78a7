import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

/** People are an account in lists and an object in a single bug; both are handed on. */
const person = (zh: string, en: string): JsonObject => field.any(zh, en);

export const bugSchema = recordOf(
  {
    id: field.whole('编号', 'Number'),
    product: field.whole('产品', 'Product'),
    title: field.text('标题', 'Title'),
    keywords: field.optionalText('关键词', 'Keywords'),
    severity: field.whole('严重程度(1 最高)', 'Severity (1 is highest)'),
    pri: field.whole('优先级(1 最高)', 'Priority (1 is highest)'),
    type: field.text('类型', 'Type'),
    steps: field.optionalText('重现步骤(HTML)', 'Steps (HTML)'),
    status: field.text('状态(active、resolved、closed)', 'Status (active, resolved, closed)'),
    resolution: field.optionalText('解决方案', 'Resolution'),
    openedBy: person('创建人', 'Opened by'),
    assignedTo: person('指派给', 'Assigned to'),
    openedDate: field.optionalText('创建时间', 'Opened'),
    resolvedDate: field.optionalText('解决时间', 'Resolved'),
    closedDate: field.optionalText('关闭时间', 'Closed'),
    lastEditedDate: field.optionalText('最后修改时间', 'Last edited'),
  },
  ['id', 'title', 'status'],
);

export const bugSample: JsonObject = {
  id: 23,
  product: 1,
  title: '登录后页面空白',
  keywords: 'SC-1001',
  severity: 2,
  pri: 2,
  type: 'codeerror',
  steps: '<p>客户反馈登录后页面空白</p>',
  status: 'active',
  resolution: '',
  openedBy: 'joinery',
  assignedTo: 'wangfang',
  openedDate: '2026-09-01T01:00:00Z',
  resolvedDate: null,
  closedDate: null,
  lastEditedDate: '2026-09-01T02:05:00Z',
};

/** The status is an object in lists and a word in a single bug; this makes it the word. */
export const withPlainStatus = (bug: string): string =>
  `$merge([${bug}, {'status': $type(${bug}.status) = 'object' ? ${bug}.status.code : ${bug}.status}])`;

/** When it was last touched: a bug that was never edited has only the time it was opened. */
export const touchedAt = (bug: string): string =>
  `(${bug}.lastEditedDate and ${bug}.lastEditedDate > ${bug}.openedDate ? ${bug}.lastEditedDate : ${bug}.openedDate)`;
