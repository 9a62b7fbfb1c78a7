import { boolean, choice, day, integer, list, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** Parcels of a carrier and what happened to them, into claims. */
export const parcelsClaims: FieldCases = {
  source: {
    $defs: {
      place: object({
        country: { type: 'string', pattern: '^[A-Z]{2}$' },
        city: text(40),
        'postcode?': nullable(text(12)),
        'geo?': { type: 'array', items: number, minItems: 2, maxItems: 2 },
      }),
      scan: {
        oneOf: [
          object({ event: { const: 'pickup' }, at: { type: 'string', format: 'date-time' }, courier: text(30) }),
          object({
            event: { const: 'hub' },
            at: { type: 'string', format: 'date-time' },
            hub: text(10),
            'delayMinutes?': integer,
          }),
          object({
            event: { const: 'delivered' },
            at: { type: 'string', format: 'date-time' },
            signedBy: nullable(text(50)),
          }),
        ],
      },
    },
    ...object({
      waybill: { type: 'string', minLength: 13, maxLength: 13 },
      service: choice('std', 'exp', 'eco'),
      shipper: object({ account: integer, name: text(70), from: { $ref: '#/$defs/place' } }),
      consignee: object({ name: text(70), 'mobile?': nullable(text(20)), to: { $ref: '#/$defs/place' } }),
      pieces: {
        type: 'array',
        minItems: 1,
        items: object({
          no: { type: 'integer', minimum: 1, maximum: 99 },
          grams: { type: 'integer', minimum: 0 },
          cm: { type: 'array', items: number, minItems: 3, maxItems: 3 },
          declared: { type: 'number', multipleOf: 0.01 },
          'damage?': nullable(choice('crushed', 'wet', 'lost')),
        }),
      },
      scans: list({ $ref: '#/$defs/scan' }),
      promised: { type: 'string', format: 'date' },
      'delivered?': { type: ['string', 'null'], description: 'yyyy-MM-dd HH:mm:ss, local time of the consignee' },
      insurance: { anyOf: [object({ policy: text(24), cover: { type: 'number', minimum: 0 } }), { type: 'null' }] },
      'hold?': boolean,
      channel: { type: 'integer', enum: [10, 20, 30] },
    }),
  },
  target: object({
    claimNo: text(20),
    kind: choice('delay', 'damage', 'loss'),
    severity: { type: 'integer', enum: [1, 2, 3] },
    claimant: object({ name: text(70), 'phone?': text(20), country: { type: 'string', minLength: 2, maxLength: 2 } }),
    incidentAt: moment,
    'promisedBy?': moment,
    'deliveredAt?': moment,
    items: list(
      object({
        piece: integer,
        value: { type: 'number', multipleOf: 0.01 },
        'kg?': { type: 'number', multipleOf: 0.1 },
        'state?': choice('crushed', 'wet', 'lost', 'ok'),
      }),
    ),
    'policy?': text(24),
    'cover?': number,
    'trail?': text(400),
    'hubs?': list(text(10)),
    'signedBy?': text(50),
    'pieces?': { type: 'integer', minimum: 0 },
    'product?': choice('STANDARD', 'EXPRESS', 'ECONOMY'),
    'delay?': { type: 'integer' },
    'day?': day,
    'channel?': choice('web', 'phone', 'shop'),
    'urgent?': boolean,
  }),
  base: {
    claimNo: '"C-" & waybill',
    kind: '"lost" in pieces.damage ? "loss" : $exists(pieces[damage != null]) ? "damage" : "delay"',
    severity: '$sum(pieces.declared) > 5000 ? 1 : $sum(pieces.declared) > 500 ? 2 : 3',
    claimant:
      '{"name": consignee.name, "phone": consignee.mobile ? consignee.mobile : "", "country": consignee.to.country}',
    incidentAt: '$ifMissing(scans[-1].at, promised & "T23:59:59+08:00")',
    items: '[pieces.{"piece": no, "value": declared}]',
  },
  mistakes: {
    'wrong-path': [
      ['hubs', '[scans[event = "hub"].hubCode]'],
      ['policy', 'insurance != null ? insurance.number'],
    ],
    'missing-required': [
      ['claimant', 'shipper.{"name": name, "country": from.postcode ? from.country}'],
      ['incidentAt', 'scans[event = "delivered"][0].at'],
    ],
    'wrong-type': [
      ['pieces', '$join(pieces.no.$string(), "/")'],
      ['urgent', 'hold ? "yes" : "no"'],
    ],
    'enum-uncovered': [
      ['product', '$uppercase(service)'],
      ['channel', '{"10": "web", "20": "phone", "30": "app"} ~> $lookup($string(channel))'],
    ],
    'too-long': [
      ['claimNo', '$join(["CLAIM", waybill, service], "-")'],
      ['trail', '$join(scans.(event & " " & at), " > ")'],
    ],
    'date-without-zone': [
      ['incidentAt', '$ifMissing(scans[0].at, promised & " 00:00")'],
      ['deliveredAt', 'delivered ? $replace(delivered, " ", "T")'],
    ],
    'list-single': [
      ['signedBy', 'scans.signedBy[$ != null]'],
      ['hubs', '$reduce(scans[event = "hub"], function($a, $s) { $a & $s.hub }, "") & "!"'],
    ],
    'null-into-required': [
      ['items', '[pieces.{"piece": no, "value": declared, "state": damage}]'],
      ['signedBy', '(scans[event = "delivered"])[0].signedBy'],
    ],
    'wrong-operand': [
      ['delay', '$sum(scans.delayMinutes) + promised'],
      ['cover', 'insurance ? $max([insurance.cover, 0]) * insurance.policy : 0'],
    ],
    'always-false': [
      ['urgent', 'service = "express"'],
      ['pieces', '$count(pieces[damage = "broken"])'],
    ],
    'unused-source': [
      ['trail', '($first := scans[0]; $last := scans[-1]; $last.event)'],
      ['cover', '($c := insurance.cover; $p := insurance.policy; $ifMissing($c, 0))'],
    ],
    'lossy-number': [
      ['items', '[pieces.{"piece": no, "value": declared, "kg": grams / 1000}]'],
      ['pieces', '$average(pieces.cm) * 2'],
    ],
  },
  correct: [
    ['kind', '$count(pieces[damage = "lost"]) > 0 ? "loss" : "delay"'],
    ['severity', '$min([3, $count(pieces)]) > 2 ? 1 : 3'],
    ['claimant', 'shipper.{"name": name, "country": from.country}'],
    [
      'claimant',
      '($c := consignee; {"name": $c.name, "phone": $ifNull($c.mobile, ""), "country": $uppercase($substring($c.to.country, 0, 2))})',
    ],
    ['incidentAt', 'scans[-1] ? scans[-1].at : $now()'],
    ['incidentAt', '$exists(scans[event = "delivered"][0].at) ? scans[event = "delivered"][0].at : $fromMillis(0)'],
    ['incidentAt', '($s := scans^(at); $count($s) > 0 ? $s[0].at : promised & "T00:00:00Z")'],
    ['promisedBy', '$asDateTime(promised & " 18:00:00", "Asia/Shanghai")'],
    ['deliveredAt', 'delivered ? $asDateTime(delivered, "Asia/Shanghai")'],
    [
      'items',
      '[pieces.{"piece": no, "value": declared, "kg": $round(grams / 1000, 1), "state": $ifNull(damage, "ok")}]',
    ],
    ['items', '[$sort(pieces, function($a, $b) { $a.no > $b.no }).{"piece": no, "value": $round(declared, 2)}]'],
    ['items', '[pieces[damage != null].{"piece": no, "value": declared, "state": damage}]'],
    ['policy', 'insurance.policy'],
    ['cover', '$ifMissing(insurance.cover, 0)'],
    ['trail', '$substring($join(scans.(event & " " & $substring(at, 0, 10)), " > "), 0, 400)'],
    ['hubs', '[scans.(event = "hub" ? hub)]'],
    ['hubs', '$filter(scans, function($s) { $s.event = "hub" }).hub[]'],
    ['signedBy', '$ifNull((scans[event = "delivered"])[0].signedBy, consignee.name) ~> $substring(0, 50)'],
    ['pieces', '$count(pieces)'],
    ['product', '$lookup({"std": "STANDARD", "exp": "EXPRESS", "eco": "ECONOMY"}, service)'],
    ['product', 'service = "exp" ? "EXPRESS" : service = "eco" ? "ECONOMY" : "STANDARD"'],
    ['delay', '$sum(scans[event = "hub"].delayMinutes)'],
    ['day', '$substring(scans[-1].at, 0, 10)'],
    ['channel', '["web", "phone", "shop"][$$.channel / 10 - 1]'],
    ['channel', 'channel = 10 ? "web" : channel = 20 ? "phone" : "shop"'],
    ['urgent', 'hold = true or service = "exp"'],
    ['delay', '$round(($millis() - $toMillis(promised)) / 60000)'],
  ],
};
