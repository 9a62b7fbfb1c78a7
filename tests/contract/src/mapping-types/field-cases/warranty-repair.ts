import { boolean, choice, day, integer, list, localMoment, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

const person = { $ref: '#/$defs/person' };

/** Sold machines and their warranties into a repair desk. */
export const warrantyRepair: FieldCases = {
  source: {
    $defs: { person: object({ id: integer, fullName: text(60), 'tel?': nullable(text(24)), 'wechat?': text(40) }) },
    ...object({
      device: object({
        sn: { type: 'string', pattern: '^[A-Z]{3}[0-9]{9}$' },
        model: object({ code: text(16), 'label?': text(80), family: choice('pump', 'valve', 'drive') }),
        firmware: { type: 'string', pattern: '^\\d+\\.\\d+$', maxLength: 12 },
        'soldAt?': localMoment,
        'site?': object({ name: text(80), 'lat?': number, 'lng?': number, address: list(text(60)) }),
      }),
      'warranty?': nullable(
        object({
          until: day,
          kind: choice('basic', 'plus'),
          'extendedBy?': { type: 'integer', minimum: 0, maximum: 60 },
        }),
      ),
      owner: person,
      'dealer?': person,
      faults: list(
        object({
          code: { type: 'string', pattern: '^E\\d{3}$' },
          severity: { type: 'integer', enum: [1, 2, 3, 4] },
          seenAt: moment,
          'text?': nullable(text(800)),
          readings: list(object({ sensor: text(20), value: number, 'unit?': text(8) })),
          cleared: boolean,
        }),
      ),
      photos: list({ type: 'string', format: 'uri', maxLength: 300 }),
      labour: {
        type: 'object',
        properties: { hours: { type: 'number', multipleOf: 0.25 }, rate: { type: 'number', multipleOf: 0.01 } },
        required: ['hours', 'rate'],
      },
    }),
  },
  target: object({
    caseTitle: text(60),
    serial: { type: 'string', minLength: 12, maxLength: 12 },
    productCode: text(20),
    customer: object({ ref: text(20), name: text(60), 'phone?': text(24) }),
    priority: choice('P1', 'P2', 'P3', 'P4'),
    'covered?': boolean,
    'coverage?': choice('none', 'basic', 'extended'),
    'reportedAt?': moment,
    'purchasedOn?': day,
    'purchasedAt?': moment,
    symptoms: list(object({ code: text(4), 'note?': text(200), at: moment })),
    'pictures?': list(text(300)),
    'location?': text(150),
    'labourMinutes?': integer,
    'labourCost?': { type: 'number', multipleOf: 0.01 },
    'openFaults?': integer,
    'peak?': number,
    'sensors?': list(text(20)),
  }),
  base: {
    caseTitle: '$substring(device.sn & " " & $join($distinct(faults.code), ","), 0, 60)',
    serial: 'device.sn',
    productCode: 'device.model.code',
    customer: '{"ref": $string(owner.id), "name": owner.fullName}',
    priority: '"P" & ($exists(faults) ? $min(faults.severity) : 4)',
    symptoms: '[faults.{"code": code, "at": seenAt}]',
  },
  mistakes: {
    'wrong-path': [['location', '$substring($join(device.location.address, " "), 0, 150)']],
    'missing-required': [['customer', '($p := dealer; {"ref": $string($p.id), "name": $p.fullName})']],
    'wrong-type': [['openFaults', 'faults[$not(cleared)].code ~> $join(",")']],
    'enum-uncovered': [['priority', '"P" & ($max(faults.severity) + 1)']],
    'too-long': [['productCode', 'device.model.(code & "-" & family)']],
    'date-without-zone': [['purchasedAt', '$replace(device.soldAt, /\\s/, "T") & ".000"']],
    'list-single': [['peak', 'faults.readings[unit = "bar"].value^($)']],
    'null-into-required': [
      ['symptoms', '[$map(faults, function($f) { {"code": $f.code, "note": $f.text, "at": $f.seenAt} })]'],
    ],
    'wrong-operand': [['labourCost', '$round(labour.hours * labour, 2)']],
    'always-false': [['openFaults', '$count($filter(faults, function($f) { $f.cleared = "N" }))']],
    'unused-source': [
      ['coverage', '($w := warranty; $k := $w.kind; $e := $w.extendedBy; $k = "plus" ? "extended" : "basic")'],
    ],
    'lossy-number': [['labourMinutes', 'labour.hours * 60 * 1.05']],
  },
  correct: [
    ['priority', '$lookup({"1": "P1", "2": "P2", "3": "P3", "4": "P4"}, $string($sort(faults.severity)[0])) ?? "P4"'],
    ['covered', 'warranty ? warranty.until >= $substring($now(), 0, 10) : false'],
    ['coverage', 'warranty = null ? "none" : warranty.kind = "plus" ? "extended" : "basic"'],
    ['coverage', '($k := warranty.kind; $k = "plus" ? "extended" : $k = "basic" ? "basic" : "none")'],
    ['reportedAt', '$sort(faults.seenAt)[0]'],
    ['purchasedOn', '$substringBefore(device.soldAt, " ")'],
    ['purchasedAt', 'device.soldAt ~> $asDateTime("Asia/Shanghai")'],
    [
      'purchasedAt',
      '$exists(device.soldAt) ? $substring(device.soldAt, 0, 10) & "T" & $substring(device.soldAt, 11, 8) & "+08:00"',
    ],
    ['symptoms', '[faults^(severity).{"code": code, "note": text ? $substring(text, 0, 200) : "", "at": seenAt}]'],
    [
      'symptoms',
      '[faults{code: (seenAt)[0]} ~> $each(function($at, $code) { {"code": $substring($code, 0, 4), "at": $at} })]',
    ],
    ['pictures', '[photos[[0..4]]]'],
    ['location', 'device.site ? $substring(device.site.name & " " & $join(device.site.address, " "), 0, 150)'],
    ['labourMinutes', '$round(labour.hours * 60)'],
    ['labourCost', '$round(labour.(hours * rate), 2)'],
    ['peak', '$max(faults.readings[sensor = "pressure"].value)'],
    ['sensors', '[$distinct(faults.readings.sensor)]'],
    [
      'customer',
      '($p := dealer ? dealer : owner; {"ref": "C" & $p.id, "name": $p.fullName, "phone": $p.tel ? $p.tel : ""})',
    ],
    ['openFaults', '$count(faults[cleared = false])'],
  ],
};
