import { entry, inCategory } from './entry.ts';

export const numberHelp = inCategory('number', [
  entry('number', 'value', {
    zh: '把文本或布尔值变成数字;不是数字的文本报错。',
    en: 'Text or a boolean as a number; other text is an error.',
    examples: [
      ['$number("12.5")', 12.5],
      ['$number(true)', 1],
    ],
  }),
  entry('abs', 'number', { zh: '绝对值。', en: 'Without its sign.', examples: [['$abs(-5)', 5]] }),
  entry('floor', 'number', { zh: '向下取整。', en: 'The next whole number below.', examples: [['$floor(5.7)', 5]] }),
  entry('ceil', 'number', { zh: '向上取整。', en: 'The next whole number above.', examples: [['$ceil(5.2)', 6]] }),
  entry('round', 'number digits?', {
    zh: '舍入到指定小数位;恰在中间时取偶数。',
    en: 'Rounded to so many digits; halves go to the even neighbour.',
    examples: [
      ['$round(12.345, 2)', 12.34],
      ['$round(2.5)', 2],
    ],
  }),
  entry('power', 'base exponent', {
    zh: '乘方。',
    en: 'A number raised to a power.',
    examples: [['$power(2, 10)', 1024]],
  }),
  entry('sqrt', 'number', {
    zh: '平方根;负数报错。',
    en: 'The square root; negative numbers are an error.',
    examples: [['$sqrt(9)', 3]],
  }),
  entry('random', '', {
    zh: '0(含)到 1(不含)之间的随机数。',
    en: 'A random number from 0 up to, but not, 1.',
    examples: [['$random() < 1', true]],
  }),
  entry('sum', 'numbers', {
    zh: '列表中数字之和。',
    en: 'The sum of a list of numbers.',
    examples: [
      [
        '$sum(items.(price * qty))',
        7,
        {
          items: [
            { price: 2, qty: 2 },
            { price: 3, qty: 1 },
          ],
        },
      ],
    ],
  }),
  entry('max', 'numbers', {
    zh: '最大值;空列表没有结果。',
    en: 'The largest number; nothing for an empty list.',
    examples: [['$max([3, 9, 4])', 9]],
  }),
  entry('min', 'numbers', {
    zh: '最小值;空列表没有结果。',
    en: 'The smallest number; nothing for an empty list.',
    examples: [['$min([3, 9, 4])', 3]],
  }),
  entry('average', 'numbers', {
    zh: '平均值;空列表没有结果。',
    en: 'The mean; nothing for an empty list.',
    examples: [['$average([2, 4])', 3]],
  }),
  entry('formatNumber', 'number picture options?', {
    zh: '按格式写出数字,# 为可选位,0 为必有位。',
    en: 'Writes a number by a picture: # is a digit where needed, 0 a digit always.',
    examples: [['$formatNumber(1234.5, "#,##0.00")', '1,234.50']],
  }),
  entry('formatBase', 'number radix?', {
    zh: '按指定进制写出整数(默认十进制)。',
    en: 'Writes a whole number in a radix (10 by default).',
    examples: [['$formatBase(255, 16)', 'ff']],
  }),
  entry('formatInteger', 'number picture', {
    zh: '按格式写出整数,例如英文单词 w、罗马数字 I。',
    en: 'Writes a whole number by a picture: in words (w), in Roman numerals (I).',
    examples: [
      ['$formatInteger(12, "w")', 'twelve'],
      ['$formatInteger(4, "I")', 'IV'],
    ],
  }),
  entry('parseInteger', 'text picture', {
    zh: '按格式读出整数。',
    en: 'Reads a whole number by a picture.',
    examples: [['$parseInteger("1,234", "#,##0")', 1234]],
  }),
]);

export const dateHelp = inCategory('date', [
  entry('now', 'picture? timezone?', {
    zh: '当前时刻(整个计算中相同),可指定格式。',
    en: 'The present moment, the same for the whole evaluation; with a picture, written by it.',
    examples: [['$type($now())', 'string']],
  }),
  entry('millis', '', {
    zh: '当前时刻的毫秒数。',
    en: 'The present moment in milliseconds since 1970.',
    examples: [['$type($millis())', 'number']],
  }),
  entry('toMillis', 'text picture?', {
    zh: '把 ISO 8601 时间(或按格式书写的时间)变成毫秒数。',
    en: 'A time in ISO 8601, or written by a picture, as milliseconds since 1970.',
    examples: [['$toMillis("2026-05-01T02:00:00Z")', 1777600800000]],
  }),
  entry('fromMillis', 'millis picture? timezone?', {
    zh: '把毫秒数写成时间文本;时区写作 +0800。',
    en: 'Milliseconds as a time text; the time zone is written like +0800.',
    examples: [
      ['$fromMillis(1777600800000)', '2026-05-01T02:00:00.000Z'],
      ['$fromMillis(1777600800000, "[Y]-[M01]-[D01] [H01]:[m01]", "+0800")', '2026-05-01 10:00'],
    ],
  }),
]);
