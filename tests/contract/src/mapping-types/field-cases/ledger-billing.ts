import { boolean, choice, day, integer, list, localMoment, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** Receipts of a ledger into bills. */
export const ledgerBilling: FieldCases = {
  source: object({
    单据号: { type: 'string', pattern: '^(SK|FK)-\\d{4}-\\d{6}$' },
    类型: { type: 'string', enum: ['收款', '付款', '冲销'] },
    往来单位: object({
      编码: text(12),
      全称: text(120),
      '税号?': nullable({ type: 'string', pattern: '^[0-9A-Z]{15,20}$' }),
      信用等级: { type: 'integer', minimum: 1, maximum: 5 },
    }),
    记账日期: day,
    '审核时间?': nullable(localMoment),
    币种: { enum: ['CNY', 'USD', 'EUR'] },
    汇率: { type: 'number', minimum: 0 },
    分录: {
      type: 'array',
      minItems: 1,
      items: object({
        科目: { type: 'string', pattern: '^\\d{4}(\\.\\d{2})*$', maxLength: 16 },
        摘要: text(300),
        借方: nullable(number),
        贷方: nullable(number),
        '数量?': number,
        辅助: list(object({ 维度: choice('部门', '项目', '人员'), 值: text(50) })),
      }),
    },
    '附件数?': { type: 'integer', minimum: 0, maximum: 99 },
    制单人: text(20),
    '审核人?': nullable(text(20)),
    已过账: { type: 'integer', enum: [0, 1] },
  }),
  target: object({
    number: text(14),
    direction: choice('in', 'out'),
    party: object({ code: text(12), name: text(100), 'taxId?': text(20), 'grade?': choice('A', 'B', 'C', 'D', 'E') }),
    postedOn: day,
    'approvedAt?': moment,
    currency: choice('CNY', 'USD', 'EUR', 'JPY'),
    total: { type: 'number', multipleOf: 0.01 },
    rows: list(
      object({ account: text(16), text: text(100), amount: number, 'department?': text(50), 'qty?': integer }),
    ),
    'attachments?': { type: 'integer', minimum: 0, maximum: 99 },
    posted: boolean,
    'preparedBy?': text(20),
    'reviewer?': text(20),
    'projects?': list(text(50)),
    'memo?': text(200),
    'year?': { type: 'integer', minimum: 2000 },
  }),
  base: {
    number: '单据号',
    direction: '类型 = "收款" ? "in" : "out"',
    party: '{"code": 往来单位.编码, "name": $substring(往来单位.全称, 0, 100)}',
    postedOn: '记账日期',
    currency: '币种',
    total: '$round($sum([分录.借方[$ != null]]), 2)',
    rows: '[分录.{"account": 科目, "text": $substring(摘要, 0, 100), "amount": $ifNull(借方, 0) - $ifNull(贷方, 0)}]',
    posted: '已过账 = 1',
  },
  mistakes: {
    'wrong-path': [['projects', '[分录.辅助[维度 = "项目"].名称]']],
    'missing-required': [
      ['rows', '[$map(分录, function($l, $i) { {"account": $l.科目, "text": "第" & ($i + 1) & "行"} })]'],
    ],
    'wrong-type': [['posted', '已过账']],
    'enum-uncovered': [
      [
        'party',
        '往来单位.{"code": 编码, "name": $substring(全称, 0, 100), "grade": ["AA", "A", "B", "C", "D"][$$.往来单位.信用等级 - 1]}',
      ],
    ],
    'too-long': [['memo', '$join(分录.摘要, ";")']],
    'date-without-zone': [
      ['approvedAt', '审核时间 != null ? $join([$substring(审核时间, 0, 10), "T", $substring(审核时间, 11)])'],
    ],
    'list-single': [['reviewer', '分录.辅助[维度 = "人员"].值']],
    'null-into-required': [['rows', '[分录.{"account": 科目, "text": "-", "amount": 借方 = null ? 贷方 : 借方}]']],
    'wrong-operand': [['total', '$sum(分录.借方 & "")']],
    'always-false': [['direction', '类型 in ["收款单", "退款单"] ? "in" : "out"']],
    'unused-source': [['memo', '(\n  $dept := 分录.辅助[维度 = "部门"].值;\n  $who := 制单人;\n  "制单: " & $who\n)']],
    'lossy-number': [['rows', '[分录.{"account": 科目, "text": "-", "amount": 0, "qty": 数量}]']],
  },
  correct: [
    [
      'direction',
      '$toTable(类型, {"entries": [{"from": "收款", "to": "in"}, {"from": "付款", "to": "out"}], "unmatched": {"policy": "value", "value": "out"}})',
    ],
    ['direction', '$contains(单据号, /^SK/) ? "in" : "out"'],
    [
      'party',
      '往来单位.{"code": 编码, "name": $substring(全称, 0, 100), "taxId": 税号 != null ? 税号, "grade": ["A", "B", "C", "D", "E"][$$.往来单位.信用等级 - 1]}',
    ],
    [
      'party',
      '($u := 往来单位; {"code": $u.编码, "name": $length($u.全称) > 100 ? $substring($u.全称, 0, 99) & "…" : $u.全称})',
    ],
    ['approvedAt', '审核时间 ? $asDateTime(审核时间, "Asia/Shanghai")'],
    ['approvedAt', '($t := 审核时间; $t != null ? $replace($t, " ", "T") & "+08:00")'],
    [
      'rows',
      '[分录#$i.{"account": 科目, "text": $substring("#" & ($i + 1) & " " & 摘要, 0, 100), "amount": 借方 != null ? 借方 : $ifNull(贷方, 0) * -1}]',
    ],
    [
      'rows',
      '[分录.{"account": 科目, "text": $substring(摘要, 0, 100), "amount": $ifNull(借方, 0), "department": 辅助[维度 = "部门"][0].值, "qty": $round(数量)}]',
    ],
    ['rows', '[分录[借方 != null]^(>借方).{"account": 科目, "text": $substring(摘要, 0, 100), "amount": 借方}]'],
    ['projects', '[$distinct(分录.辅助[维度 = "项目"].值)]'],
    ['memo', '$substring($join(分录.摘要, ";"), 0, 200)'],
    ['memo', '制单人 & (审核人 ? "/" & 审核人 : "")'],
    ['year', '$number($substring(记账日期, 0, 4)) ~> $round'],
    ['attachments', '附件数'],
    ['posted', '$boolean(已过账)'],
    ['reviewer', '$ifNull(审核人, 制单人)'],
    ['total', '$round($reduce([分录.借方[$ != null]], function($a, $b) { $a + $b }, 0) * 汇率, 2)'],
  ],
};
