import { boolean, choice, day, integer, list, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** An order of a shop, amounts in cents, times in seconds, into an ERP. */
export const shopErp: FieldCases = {
  source: {
    definitions: {
      buyer: object({ id: text(20), nick: text(50), 'level?': { type: 'integer', minimum: 0, maximum: 9 } }),
      refund: object({ id: text(20), amount: integer, reason: nullable(text(200)) }),
    },
    ...object({
      order_id: { type: 'string', pattern: '^[0-9]{16}$' },
      status: { enum: ['WAIT_PAY', 'PAID', 'SHIPPED', 'FINISHED', 'CLOSED'] },
      created: { type: 'integer', minimum: 0, description: 'seconds since 1970' },
      pay_time: { type: ['string', 'null'], format: 'date-time' },
      currency: { const: 'CNY' },
      totals: object({
        goods: { type: 'integer', minimum: 0 },
        freight: { type: 'integer', minimum: 0 },
        'discount?': integer,
      }),
      buyer: { $ref: '#/definitions/buyer' },
      payment: {
        oneOf: [
          object({
            method: { const: 'card' },
            card: { type: 'string', pattern: '^\\d{4}$' },
            'installments?': integer,
          }),
          object({ method: { const: 'alipay' }, account: text(64) }),
          object({ method: { const: 'cod' } }),
        ],
      },
      receiver: object({
        name: text(50),
        mobile: { type: 'string', minLength: 11, maxLength: 11 },
        province: text(20),
        city: text(20),
        'district?': text(20),
        address: text(200),
        'zip?': { type: 'string', pattern: '^\\d{6}$' },
      }),
      items: {
        type: 'array',
        minItems: 1,
        items: object({
          sku: { anyOf: [{ type: 'string', maxLength: 20 }, { type: 'integer' }] },
          name: text(120),
          unit_price: { type: 'integer', minimum: 0 },
          quantity: { type: 'integer', minimum: 1, maximum: 999 },
          'attrs?': { type: 'object', additionalProperties: { type: 'string' } },
          'gift?': boolean,
          tax_rate: { type: 'number', minimum: 0, maximum: 1 },
          'refunds?': list({ $ref: '#/definitions/refund' }),
        }),
      },
      'invoice?': object({
        type: choice('personal', 'company'),
        title: text(100),
        'tax_no?': { type: 'string', pattern: '^[0-9A-Z]{18}$' },
      }),
      'memo?': nullable(text(1000)),
      coupons: list(object({ code: text(12), amount: integer })),
      flags: list(choice('urgent', 'fragile', 'cod')),
    }),
  },
  target: object({
    docNo: text(20),
    'docType?': choice('SO', 'SR'),
    state: choice('open', 'confirmed', 'delivered', 'closed'),
    date: day,
    'orderTime?': moment,
    customer: object({ code: text(30), 'name?': text(50) }),
    currency: choice('CNY', 'USD'),
    amount: { type: 'number', multipleOf: 0.01 },
    'freight?': { type: 'number', multipleOf: 0.01 },
    lines: list(
      object({
        lineNo: { type: 'integer', minimum: 1 },
        item: text(30),
        desc: text(100),
        qty: { type: 'integer', minimum: 1 },
        price: { type: 'number', multipleOf: 0.01 },
        'free?': boolean,
      }),
    ),
    'payMethod?': choice('CARD', 'ALIPAY', 'COD'),
    shipTo: object({
      name: text(50),
      phone: text(20),
      address: text(300),
      'zip?': { type: 'string', pattern: '^\\d{6}$' },
    }),
    'remark?': text(200),
    'couponCodes?': list(text(12)),
    'urgent?': boolean,
    'taxNo?': text(18),
    'lineCount?': integer,
    'refundTotal?': number,
  }),
  base: {
    docNo: 'order_id',
    state:
      '$lookup({"WAIT_PAY": "open", "PAID": "confirmed", "SHIPPED": "delivered", "FINISHED": "closed", "CLOSED": "closed"}, status)',
    date: '$asDate(created, "Asia/Shanghai", "seconds")',
    customer: '{"code": "TB-" & buyer.id}',
    currency: 'currency',
    amount: '$round((totals.goods + totals.freight) / 100, 2)',
    lines:
      '[items#$i.{"lineNo": $i + 1, "item": $string(sku), "desc": $substring(name, 0, 100), "qty": quantity, "price": $round(unit_price / 100, 2)}]',
    shipTo: 'receiver.{"name": name, "phone": mobile, "address": province & city & district & address}',
  },
  mistakes: {
    'wrong-path': [
      ['refundTotal', '$sum(items.refund.amount) / 100'],
      [
        'lines',
        '[items#$i.{"lineNo": $i + 1, "item": $string(sku), "desc": $substring(title, 0, 100), "qty": quantity, "price": $round(unit_price / 100, 2)}]',
      ],
    ],
    'missing-required': [
      ['shipTo', '{"name": receiver.name, "address": receiver.address}'],
      ['customer', '{"code": invoice.tax_no, "name": buyer.nick}'],
    ],
    'wrong-type': [
      [
        'lines',
        '[items#$i.{"lineNo": $i + 1, "item": sku, "desc": $substring(name, 0, 100), "qty": quantity, "price": $round(unit_price / 100, 2)}]',
      ],
      ['urgent', '"urgent" in flags ? "Y" : "N"'],
    ],
    'enum-uncovered': [
      ['payMethod', 'payment.method'],
      ['state', 'status = "WAIT_PAY" ? "open" : $lowercase(status)'],
    ],
    'too-long': [
      ['remark', '$join(items.name, "; ")'],
      ['shipTo', 'receiver.{"name": name, "phone": mobile & " / " & $$.receiver.mobile, "address": address}'],
    ],
    'date-without-zone': [
      ['orderTime', '$fromMillis(created * 1000, "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]")'],
      [
        'orderTime',
        '$asLocalDateTime($ifNull(pay_time, $fromMillis(created * 1000)), "Asia/Shanghai", "yyyy-MM-dd HH:mm:ss")',
      ],
    ],
    'list-single': [
      ['couponCodes', 'coupons.code'],
      ['taxNo', 'items.refunds.id'],
    ],
    'null-into-required': [
      ['orderTime', 'pay_time'],
      ['remark', 'memo = "" ? null : $substring(order_id, 0, 5)'],
    ],
    'wrong-operand': [
      ['amount', '$sum(items.(unit_price * name)) / 100'],
      ['freight', 'totals.freight - coupons'],
    ],
    'always-false': [
      ['urgent', 'flags = "urgent"'],
      ['payMethod', 'payment.method = "wechat" ? "COD" : "CARD"'],
    ],
    'unused-source': [
      [
        'lines',
        '($n := $count(items); [items#$i.{"lineNo": $i + 1, "item": $string(sku), "desc": $substring(name, 0, 100), "qty": quantity, "price": $round(unit_price / 100, 2)}])',
      ],
    ],
    'lossy-number': [
      ['lineCount', '$average(items.quantity)'],
      [
        'lines',
        '[items#$i.{"lineNo": $i + 1, "item": $string(sku), "desc": $substring(name, 0, 100), "qty": quantity * (1 + tax_rate), "price": $round(unit_price / 100, 2)}]',
      ],
    ],
  },
  correct: [
    ['payMethod', '$uppercase(payment.method)'],
    ['payMethod', 'payment.method = "card" ? "CARD" : payment.method = "cod" ? "COD" : "ALIPAY"'],
    ['payMethod', '$exists(payment.account) ? "ALIPAY" : $exists(payment.card) ? "CARD" : "COD"'],
    [
      'state',
      'status = "WAIT_PAY" ? "open" : status = "PAID" ? "confirmed" : status = "SHIPPED" ? "delivered" : "closed"',
    ],
    ['state', 'status in ["FINISHED", "CLOSED"] ? "closed" : status = "SHIPPED" ? "delivered" : "open"'],
    ['orderTime', 'pay_time != null ? pay_time'],
    ['orderTime', '$asDateTime(created, "Asia/Shanghai", "seconds")'],
    ['orderTime', '$fromMillis(created * 1000)'],
    ['orderTime', '$ifNull(pay_time, $fromMillis(created * 1000))'],
    ['date', '$substring($fromMillis(created * 1000 + 28800000), 0, 10)'],
    ['date', '$fromMillis(created * 1000, "[Y0001]-[M01]-[D01]", "+0800")'],
    ['couponCodes', '[coupons.code]'],
    ['couponCodes', '[coupons[amount > 0].code]'],
    ['urgent', '"urgent" in flags'],
    ['urgent', '$count(flags[$ = "urgent"]) > 0'],
    ['taxNo', 'invoice[type = "company"].tax_no'],
    ['taxNo', 'invoice.type = "company" ? invoice.tax_no'],
    ['lineCount', '$count(items)'],
    ['lineCount', '$sum(items.quantity)'],
    ['lineCount', '$reduce(items.quantity, function($a, $q) { $a + $q }, 0)'],
    ['refundTotal', '$sum(items.refunds.amount) / 100'],
    ['refundTotal', '$exists(items.refunds) ? $sum(items.refunds[reason != null].amount) / 100 : 0'],
    ['remark', '$substring($ifNull(memo, ""), 0, 200)'],
    ['remark', 'memo ? $substring(memo, 0, 200) : $substring($join(items.name, "; "), 0, 200)'],
    ['customer', 'buyer.{"code": id, "name": nick}'],
    [
      'lines',
      '[items[$not(gift)].{"lineNo": 1, "item": $string(sku), "desc": name ~> $substring(0, 100), "qty": quantity, "price": $round(unit_price / 100, 2), "free": false}]',
    ],
    [
      'lines',
      '[$map(items, function($it, $ix) { {"lineNo": $ix + 1, "item": $string($it.sku), "desc": $substring($it.name, 0, 100), "qty": $it.quantity, "price": $round($it.unit_price / 100, 2)} })]',
    ],
    ['amount', '$round($sum(items.(unit_price * quantity)) / 100, 2)'],
    ['docType', '$sum(items.refunds.amount) > 0 ? "SR" : "SO"'],
  ],
};
