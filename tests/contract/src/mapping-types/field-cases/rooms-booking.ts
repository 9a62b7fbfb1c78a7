import { boolean, choice, integer, list, localMoment, moment, nullable, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** Bookings of a hotel system into a guest desk. */
export const roomsBooking: FieldCases = {
  source: object({
    booking: object({
      pnr: { type: 'string', minLength: 6, maxLength: 6 },
      state: { enum: ['NEW', 'CONF', 'IN', 'OUT', 'CXL', 'NOSHOW'] },
      channel: nullable(object({ code: text(10), name: text(60) })),
      arrival: localMoment,
      departure: localMoment,
      rooms: {
        type: 'array',
        minItems: 1,
        items: object({
          no: { type: ['string', 'null'], maxLength: 8 },
          type: choice('STD', 'DLX', 'STE'),
          nights: list(
            object({ rate: { type: 'number', multipleOf: 0.01 }, tax: { type: 'number', multipleOf: 0.0001 } }),
          ),
          guests: {
            type: 'array',
            minItems: 1,
            items: object({
              first: text(40),
              last: text(40),
              'vip?': boolean,
              'age?': { type: ['integer', 'null'], minimum: 0 },
            }),
          },
        }),
      },
      'notes?': list(object({ at: moment, by: text(40), body: text(1500), kind: choice('guest', 'staff') })),
      'extras?': { type: 'object', additionalProperties: { type: 'number' } },
    }),
    property: object({
      id: { type: 'integer', minimum: 1, maximum: 9999 },
      name: text(100),
      zone: choice('Asia/Shanghai', 'Asia/Tokyo'),
      'rating?': { type: 'number', minimum: 1, maximum: 5 },
    }),
    'loyalty?': object({ tier: choice('silver', 'gold', 'platinum'), points: integer }),
  }),
  target: object({
    ref: text(11),
    status: choice('expected', 'inhouse', 'left', 'cancelled'),
    guestName: text(81),
    arrivalAt: moment,
    'departureAt?': moment,
    roomNumbers: list(text(8)),
    'roomClass?': choice('standard', 'deluxe', 'suite'),
    'adults?': integer,
    'vip?': boolean,
    'amount?': { type: 'number', multipleOf: 0.01 },
    'stars?': { type: 'integer', minimum: 1, maximum: 5 },
    'remarks?': text(1000),
    'channel?': text(60),
    'tier?': choice('S', 'G', 'P'),
    'guests?': list(object({ name: text(81), 'age?': integer })),
    'firstNote?': object({ author: text(40), at: moment, text: text(1500) }),
    'property?': text(20),
  }),
  base: {
    ref: 'property.id & "-" & booking.pnr',
    status:
      '$lookup({"NEW": "expected", "CONF": "expected", "IN": "inhouse", "OUT": "left", "CXL": "cancelled", "NOSHOW": "cancelled"}, booking.state)',
    guestName: 'booking.rooms[0].guests[0].(first & " " & last)',
    arrivalAt: '$asDateTime(booking.arrival, property.zone)',
    roomNumbers: '[booking.rooms.no[$ != null]]',
  },
  mistakes: {
    'wrong-path': [['channel', 'booking.channel ? booking.channel.title']],
    'missing-required': [['firstNote', 'booking.notes[0].{"author": by, "text": body}']],
    'wrong-type': [['vip', '$count(booking.rooms.guests[vip])']],
    'enum-uncovered': [['tier', '$uppercase($substring(loyalty.tier, 0, 2))']],
    'too-long': [['property', 'property.("#" & id & " " & name)']],
    'date-without-zone': [['departureAt', '$replace(booking.departure, " ", "T")']],
    'list-single': [
      ['roomClass', 'booking.rooms.($lookup({"STD": "standard", "DLX": "deluxe", "STE": "suite"}, type))'],
    ],
    'null-into-required': [['roomNumbers', '[$distinct(booking.rooms.no)]']],
    'wrong-operand': [['amount', '$round($sum(booking.rooms.nights) * 1.06, 2)']],
    'always-false': [['vip', '$exists(booking.rooms[type = "SUITE"])']],
    'unused-source': [
      [
        'amount',
        '($nights := booking.rooms.nights; $tax := $sum($nights.tax); $net := $sum($nights.rate); $round($net, 2))',
      ],
    ],
    'lossy-number': [['stars', 'property.rating']],
  },
  correct: [
    [
      'status',
      'booking.state in ["CXL", "NOSHOW"] ? "cancelled" : booking.state = "IN" ? "inhouse" : booking.state = "OUT" ? "left" : "expected"',
    ],
    ['guestName', '$join([booking.rooms[0].guests[0].first, booking.rooms[0].guests[0].last], " ")'],
    ['departureAt', '$asDateTime(booking.departure, property.zone)'],
    ['roomNumbers', '[booking.rooms.no[$type($) = "string"]]'],
    ['roomNumbers', '[$filter(booking.rooms, function($r) { $r.no != null }).no]'],
    ['roomClass', 'booking.rooms[0].type = "STE" ? "suite" : booking.rooms[0].type = "DLX" ? "deluxe" : "standard"'],
    ['adults', '$count(booking.rooms.guests[age != null and age >= 18])'],
    ['vip', '$boolean(booking.rooms.guests[vip])'],
    ['vip', 'true in booking.rooms.guests.vip'],
    ['amount', '$round($sum(booking.rooms.nights.(rate + tax)), 2)'],
    ['stars', '$round(property.rating)'],
    ['remarks', '$substring($join(booking.notes[kind = "guest"]^(at).body, "\\n"), 0, 1000)'],
    ['channel', 'booking.channel.name'],
    ['tier', '$lookup({"silver": "S", "gold": "G", "platinum": "P"}, loyalty.tier)'],
    ['tier', '$uppercase($substring(loyalty.tier, 0, 1))'],
    ['guests', '[booking.rooms.guests.{"name": first & " " & last, "age": age != null ? age}]'],
    ['firstNote', 'booking.notes ? (booking.notes^(at))[0].{"author": by, "at": at, "text": body}'],
    ['property', '$substring(property.name, 0, 20)'],
    ['amount', '($n := booking.rooms.nights; $round($sum($n.rate) + $sum($n.tax), 2))'],
  ],
};
