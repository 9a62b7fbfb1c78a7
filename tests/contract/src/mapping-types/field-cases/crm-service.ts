import { boolean, choice, day, integer, list, localMoment, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

const address = { $ref: '#/$defs/地址' };

/** A CRM whose fields have Chinese names, into a service desk. */
export const crmService: FieldCases = {
  source: {
    $defs: {
      地址: object({ '省?': text(20), 市: text(20), '区?': text(20), '详细地址?': text(120) }),
      等级: { type: ['string', 'null'], enum: ['A', 'B', 'C', null] },
      联系人: object({
        姓名: text(30),
        '手机?': nullable(text(20)),
        '邮箱?': { type: 'string', format: 'email', maxLength: 80 },
        '职务?': text(30),
        主要: boolean,
        '生日?': day,
      }),
    },
    ...object({
      客户编号: { type: 'string', pattern: '^KH\\d{8}$' },
      客户名称: text(100),
      '简称?': text(40),
      等级: { $ref: '#/$defs/等级' },
      状态: choice('潜在', '成交', '流失'),
      注册资本: { type: ['number', 'null'] },
      '员工人数?': { type: 'integer', minimum: 0 },
      '办公地址?': address,
      收货地址: list(address),
      联系人: list({ $ref: '#/$defs/联系人' }),
      标签: list(text(20)),
      创建时间: localMoment,
      更新时间: moment,
      '备注?': nullable(text(2000)),
      负责人: object({ 工号: text(10), 姓名: text(30), 部门: object({ 编码: text(8), 名称: text(50) }) }),
      '扩展?': { type: 'object', additionalProperties: { type: 'string' } },
      合同: list(
        object({
          编号: text(20),
          金额: { type: 'number', multipleOf: 0.01 },
          签订日期: day,
          到期日期: nullable(day),
          状态: choice('执行中', '已完结', '已终止'),
          产品: list(object({ 型号: text(30), 数量: integer, 单价: number })),
        }),
      ),
    }),
  },
  target: object({
    externalId: text(32),
    name: text(100),
    'shortName?': text(20),
    level: choice('gold', 'silver', 'bronze', 'none'),
    stage: choice('lead', 'customer', 'churned'),
    'capital?': number,
    'headcount?': integer,
    'city?': text(20),
    addresses: list(object({ city: text(20), 'line?': text(200) })),
    contacts: list(
      object({ name: text(30), 'phone?': text(20), 'email?': { type: 'string', format: 'email' }, main: boolean }),
    ),
    'tags?': list(text(20)),
    createdAt: moment,
    'updatedAt?': moment,
    'note?': text(500),
    owner: object({ code: text(10), name: text(30), 'department?': text(60) }),
    'contractTotal?': { type: 'number', multipleOf: 0.01 },
    'activeContracts?': integer,
    'firstSigned?': day,
    'products?': list(text(30)),
  }),
  base: {
    externalId: '客户编号',
    name: '$trim(客户名称)',
    level:
      '$toTable($ifNull(等级, "-"), {"entries": [{"from": "A", "to": "gold"}, {"from": "B", "to": "silver"}, {"from": "C", "to": "bronze"}], "unmatched": {"policy": "value", "value": "none"}})',
    stage: '状态 = "成交" ? "customer" : 状态 = "流失" ? "churned" : "lead"',
    addresses: '[收货地址.{"city": 市, "line": 详细地址}]',
    contacts: '[联系人.{"name": 姓名, "phone": $ifNull(手机, ""), "main": 主要}]',
    createdAt: '$asDateTime(创建时间, "Asia/Shanghai")',
    owner: '{"code": 负责人.工号, "name": 负责人.姓名}',
  },
  mistakes: {
    'wrong-path': [
      ['tags', '标签列表'],
      ['owner', '{"code": 负责人.工号, "name": 负责人.名字}'],
    ],
    'missing-required': [
      ['contacts', '[联系人.{"name": 姓名, "email": 邮箱}]'],
      ['addresses', '[收货地址.{"city": 区}]'],
    ],
    'wrong-type': [
      ['headcount', '$string(员工人数)'],
      ['owner', '负责人.姓名'],
    ],
    'enum-uncovered': [
      [
        'level',
        '$toTable($ifNull(等级, "C"), {"entries": [{"from": "A", "to": "gold"}, {"from": "B", "to": "silver"}], "unmatched": {"policy": "keep"}})',
      ],
      ['stage', '($阶段 := {"潜在": "lead", "成交": "customer", "流失": "lost"}; $lookup($阶段, 状态))'],
    ],
    'too-long': [
      ['shortName', '客户名称 & "(" & 简称 & ")"'],
      ['owner', '{"code": 负责人.部门.编码 & "-" & 负责人.工号, "name": 负责人.姓名}'],
    ],
    'date-without-zone': [
      ['createdAt', '$replace(创建时间, " ", "T")'],
      ['updatedAt', '$fromMillis($toMillis(更新时间), "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]")'],
    ],
    'list-single': [
      ['city', '收货地址.市'],
      ['contacts', '联系人[主要].{"name": 姓名, "main": 主要}'],
    ],
    'null-into-required': [
      ['level', '等级 = "A" ? "gold" : 等级 = null ? null : "silver"'],
      ['note', '$exists(备注) ? 备注 : ""'],
    ],
    'wrong-operand': [
      ['headcount', '员工人数 + 简称'],
      ['contractTotal', '$sum(合同.编号)'],
    ],
    'always-false': [
      ['stage', '状态 = "已流失" ? "churned" : "lead"'],
      ['activeContracts', '$count(合同[状态 = "执行"])'],
    ],
    'unused-source': [['note', '($原文 := 备注; $substring(简称, 0, 10))']],
    'lossy-number': [
      ['headcount', '注册资本 != null ? 注册资本 / 10000'],
      ['activeContracts', '$sum(合同.金额)'],
    ],
  },
  correct: [
    ['level', '等级 = null ? "none" : $lookup({"A": "gold", "B": "silver", "C": "bronze"}, 等级)'],
    [
      'level',
      '$toTable(等级, {"entries": [{"from": "A", "to": "gold"}, {"from": "B", "to": "silver"}, {"from": "C", "to": "bronze"}, {"from": null, "to": "none"}], "unmatched": {"policy": "fail"}})',
    ],
    [
      'level',
      '($等级 := function($v) { $v = "A" ? "gold" : $v = "B" ? "silver" : $v = "C" ? "bronze" : "none" }; $等级(等级))',
    ],
    ['shortName', '$substring(客户名称, 0, 20)'],
    ['shortName', '简称 ? $substring(简称, 0, 20) : $substring(客户名称, 0, 20)'],
    [
      'contacts',
      '[$sort(联系人, function($a, $b) { $b.主要 and $not($a.主要) }).{"name": 姓名, "email": 邮箱, "main": 主要}]',
    ],
    ['contacts', '联系人.{"name": 姓名, "main": 主要}[]'],
    [
      'contacts',
      '[$map(联系人, function($c) { {"name": $c.姓名, "phone": $normalizePhone($ifNull($c.手机, "")), "main": $c.主要} })]',
    ],
    ['tags', '[标签, "CRM"]'],
    ['tags', '[$filter(标签, function($t) { $length($t) > 1 })]'],
    ['createdAt', '$asDateTime(创建时间, "Asia/Shanghai", "yyyy-MM-dd HH:mm:ss")'],
    ['createdAt', '$fromMillis($asEpochMillis(创建时间, "Asia/Shanghai"))'],
    ['createdAt', '$replace(创建时间, " ", "T") & "+08:00"'],
    ['updatedAt', '$fromMillis($toMillis(更新时间), "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01][Z]", "+0800")'],
    ['headcount', '$exists(员工人数) ? $min([员工人数, 100000]) : 0'],
    ['capital', '$ifNull(注册资本, 0)'],
    ['city', '办公地址.市 ?? 收货地址[0].市'],
    ['note', '备注 != null ? $substring(备注, 0, 500)'],
    ['owner', '负责人.{"code": 工号, "name": 姓名, "department": 部门.名称}'],
    ['contractTotal', '$round($sum(合同[状态 != "已终止"].金额), 2)'],
    ['activeContracts', '$count(合同[状态 = "执行中" and 到期日期 != null])'],
    ['firstSigned', '$sort(合同.签订日期)[0]'],
    ['firstSigned', '(合同^(签订日期))[0].签订日期'],
    ['products', '[合同.产品[数量 > 0].型号]'],
    ['products', '[$distinct(合同.产品.型号)]'],
    ['addresses', '[收货地址[市 != ""].{"city": 市, "line": $join([省, 市, 区, 详细地址], "")}]'],
    ['name', '客户名称 ~> $trim ~> $uppercase'],
  ],
};
