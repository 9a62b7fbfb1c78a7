import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { pinyin } from 'pinyin-pro';
import { boolean, objectType, optional, stringType } from '../types/type.ts';
import { join } from '../types/join.ts';
import { missing } from '../types/type.ts';
import { addressParts, amountInWords, isCreditCode, isResidentId, normalizeAddress, residentIdParts } from './china.ts';
import { cannot, onText, type DocumentedFunction } from './field-function.ts';
import { digestOf } from './digest.ts';
import { htmlText } from './html-text.ts';
import { missingLike } from './result-types.ts';

/** Longer texts are no phone number, address or name. */
const longestField = 500;

function e164(text: string, country: unknown): string | undefined {
  const region = typeof country === 'string' ? (country.toUpperCase() as CountryCode) : 'CN';
  const cleaned = text
    .normalize('NFKC')
    .replace(/^00(?=[1-9])/, '+')
    .slice(0, 80);
  const phone = parsePhoneNumberFromString(cleaned, { defaultCountry: region, extract: false });
  return phone?.isValid() ? phone.number : undefined;
}

function toPinyin(text: string, style: unknown): string {
  const source = text.slice(0, longestField);
  switch (style ?? 'plain') {
    case 'plain':
      return joined(pinyin(source, { toneType: 'none', nonZh: 'consecutive', type: 'array' }), ' ');
    case 'tones':
      return joined(pinyin(source, { toneType: 'symbol', nonZh: 'consecutive', type: 'array' }), ' ');
    case 'initials':
      return joined(pinyin(source, { toneType: 'none', nonZh: 'consecutive', type: 'array', pattern: 'first' }), '');
    default:
      throw cannot('JM3004', 'The pinyin style is plain, tones or initials', style);
  }
}

function joined(parts: readonly string[], separator: string): string {
  return parts.join(separator).replace(/ +/g, ' ').trim();
}

function masked(text: string, [, head, tail]: readonly unknown[]): string {
  const [start, end] = [head, tail].map((each) => Math.max(0, Math.floor(Number(each ?? 0)))) as [number, number];
  const count = charactersIn(text);
  const hidden = count - start - end;
  if (hidden <= 0) return '*'.repeat(count);
  return text.slice(0, behind(text, start)) + '*'.repeat(hidden) + text.slice(behind(text, count - end));
}

function charactersIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at = next(text, at)) count++;
  return count;
}

/** Where the first `count` characters end. */
function behind(text: string, count: number): number {
  let at = 0;
  for (let i = 0; i < count; i++) at = next(text, at);
  return at;
}

function next(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
}

function inWords(args: readonly unknown[]): string | undefined {
  const [amount] = args;
  if (typeof amount !== 'number') return undefined;
  const words = amountInWords(amount);
  if (words === undefined) throw cannot('JM3001', 'This amount is too large to be written in words', amount);
  return words;
}

const text = missingLike(stringType());
const yesOrNo = missingLike(boolean);
const residentId = objectType(
  new Map([
    ['region', stringType({ minLength: 6, maxLength: 6 })],
    ['birthday', stringType({ format: 'date' })],
    ['gender', stringType({ values: ['male', 'female'] })],
  ]),
);
const address = objectType(
  new Map(['province', 'city', 'district', 'detail'].map((name) => [name, optional(stringType())] as const)),
);

/** What Chinese customer service fields need beyond the language's own library. */
export const fieldFunctions: readonly DocumentedFunction[] = [
  {
    name: 'normalizePhone',
    signature: '<s-s?:s>',
    parameters: ['phone', 'country?'],
    category: 'field',
    summary: {
      zh: '把电话号码整理为国际格式(E.164);没有国家码时按给定国家(默认中国)理解。不是有效号码时结果为缺失。',
      en: 'Brings a phone number into E.164. Without a country code it is read as of the given country (China by default). Missing where it is no valid number.',
    },
    examples: [
      { expression: '$normalizePhone("138 0013 8000")', result: '+8613800138000' },
      { expression: '$normalizePhone("(010) 6552-9988")', result: '+861065529988' },
      { expression: '$normalizePhone("00852 2345 6789")', result: '+85223456789' },
      { expression: '$normalizePhone("(415) 555-2671", "US")', result: '+14155552671' },
      { expression: '$normalizePhone("12345")' },
    ],
    call: onText((value, [, country]) => e164(value, country)),
    result: () => optional(stringType({ minLength: 3, maxLength: 20 })),
  },
  {
    name: 'isPhone',
    signature: '<s-s?:b>',
    parameters: ['phone', 'country?'],
    category: 'field',
    summary: { zh: '是否是有效的电话号码。', en: 'Whether a text is a valid phone number.' },
    examples: [
      { expression: '$isPhone("13800138000")', result: true },
      { expression: '$isPhone("12345")', result: false },
    ],
    call: onText((value, [, country]) => e164(value, country) !== undefined),
    result: yesOrNo,
  },
  {
    name: 'normalizeAddress',
    signature: '<s-:s>',
    parameters: ['address'],
    category: 'field',
    summary: {
      zh: '整理中文地址:全角转半角、去掉多余空格、补全省级名称。',
      en: 'Tidies a Chinese address: half-width signs, no stray spaces, the province by its full name.',
    },
    examples: [
      { expression: '$normalizeAddress("广东 深圳市 南山区科技园１号")', result: '广东省深圳市南山区科技园1号' },
    ],
    call: onText((value) => normalizeAddress(value.slice(0, longestField))),
    result: text,
  },
  {
    name: 'parseAddress',
    signature: '<s-:o>',
    parameters: ['address'],
    category: 'field',
    summary: {
      zh: '把中文地址拆成省、市、区县和详细地址。',
      en: 'Takes a Chinese address apart into province, city, district and detail.',
    },
    examples: [
      {
        expression: '$parseAddress("浙江杭州市西湖区文三路90号")',
        result: { province: '浙江省', city: '杭州市', district: '西湖区', detail: '文三路90号' },
      },
      { expression: '$parseAddress("上海浦东新区世纪大道100号").city', result: '上海市' },
    ],
    call: onText((value) => addressParts(value.slice(0, longestField))),
    result: missingLike(address),
  },
  {
    name: 'isChineseId',
    signature: '<s-:b>',
    parameters: ['id'],
    category: 'field',
    summary: {
      zh: '是否是有效的 18 位居民身份证号(校验日期与校验码)。',
      en: 'Whether a text is a valid Chinese identity number of 18 digits (date and check digit).',
    },
    examples: [
      { expression: '$isChineseId("11010519491231002X")', result: true },
      { expression: '$isChineseId("110105194912310021")', result: false },
    ],
    call: onText((value) => isResidentId(value.trim())),
    result: yesOrNo,
  },
  {
    name: 'parseChineseId',
    signature: '<s-:o>',
    parameters: ['id'],
    category: 'field',
    summary: {
      zh: '由身份证号得到地区码、生日和性别;无效号码为缺失。',
      en: 'Region code, birthday and gender from an identity number; missing where it is not valid.',
    },
    examples: [
      {
        expression: '$parseChineseId("11010519491231002X")',
        result: { region: '110105', birthday: '1949-12-31', gender: 'female' },
      },
    ],
    call: onText((value) => residentIdParts(value.trim())),
    result: () => optional(residentId),
  },
  {
    name: 'isCreditCode',
    signature: '<s-:b>',
    parameters: ['code'],
    category: 'field',
    summary: {
      zh: '是否是有效的 18 位统一社会信用代码。',
      en: 'Whether a text is a valid unified social credit code (tax number) of 18 characters.',
    },
    examples: [
      { expression: '$isCreditCode("91350100M000100Y43")', result: true },
      { expression: '$isCreditCode("91350100M000100Y44")', result: false },
    ],
    call: onText((value) => isCreditCode(value.trim().toUpperCase())),
    result: yesOrNo,
  },
  {
    name: 'pinyin',
    signature: '<s-s?:s>',
    parameters: ['text', 'style?'],
    category: 'field',
    summary: {
      zh: '汉字转拼音;样式 plain(默认)、tones(带声调)、initials(首字母)。',
      en: 'Chinese characters as pinyin; the style is plain (default), tones or initials.',
    },
    examples: [
      { expression: '$pinyin("张三")', result: 'zhang san' },
      { expression: '$pinyin("张三", "initials")', result: 'zs' },
    ],
    call: onText((value, [, style]) => toPinyin(value, style)),
    result: text,
  },
  {
    name: 'htmlToText',
    signature: '<s-:s>',
    parameters: ['html'],
    category: 'field',
    summary: {
      zh: '把 HTML 转为纯文本:保留换行与列表,去掉标签、脚本和样式。',
      en: 'HTML as plain text: lines and lists stay, tags, scripts and styles go.',
    },
    examples: [
      {
        expression: '$htmlToText("<p>您好,<b>张三</b></p><ul><li>一</li><li>二</li></ul>&copy;")',
        result: '您好,张三\n\n- 一\n- 二\n©',
      },
    ],
    call: onText((value, _args, budget) => htmlText(value, budget)),
    result: text,
  },
  {
    name: 'amountInWords',
    signature: '<n-:s>',
    parameters: ['amount'],
    category: 'field',
    summary: { zh: '金额转人民币大写。', en: 'An amount in Chinese capital characters, as invoices want it.' },
    examples: [
      { expression: '$amountInWords(1234.5)', result: '壹仟贰佰叁拾肆元伍角整' },
      { expression: '$amountInWords(100010.05)', result: '壹拾万零壹拾元零伍分' },
      { expression: '$amountInWords(0)', result: '零元整' },
    ],
    call: inWords,
    result: text,
  },
  {
    name: 'mask',
    signature: '<s-nn:s>',
    parameters: ['text', 'keepStart', 'keepEnd'],
    category: 'field',
    summary: {
      zh: '用 * 遮盖中间部分,只保留开头和结尾若干字符。',
      en: 'Hides the middle of a text behind *, keeping some characters at its start and end.',
    },
    examples: [
      { expression: '$mask("13800138000", 3, 4)', result: '138****8000' },
      { expression: '$mask("张三", 1, 0)', result: '张*' },
    ],
    call: onText(masked),
    result: (call) => {
      const own = call.args[0]?.string;
      const type = stringType({ minLength: own?.minLength ?? 0, maxLength: own?.maxLength ?? Infinity });
      return (call.args[0] ?? missing).missing ? join(type, missing) : type;
    },
  },
  {
    name: 'sha256',
    signature: '<s-:s>',
    parameters: ['text'],
    category: 'encoding',
    summary: {
      zh: '文本(UTF-8)的 SHA-256 摘要,小写十六进制。',
      en: 'The SHA-256 digest of a text in UTF-8, in lower-case hexadecimal.',
    },
    examples: [
      { expression: '$sha256("abc")', result: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    ],
    call: onText((value, _args, budget) => digestOf(sha256.create(), value, budget)),
    result: missingLike(stringType({ minLength: 64, maxLength: 64 })),
  },
  {
    name: 'md5',
    signature: '<s-:s>',
    parameters: ['text'],
    category: 'encoding',
    summary: {
      zh: '文本(UTF-8)的 MD5 摘要,仅用于对接旧系统,不能用于安全目的。',
      en: 'The MD5 digest of a text in UTF-8: for old systems that want it, never for security.',
    },
    examples: [{ expression: '$md5("abc")', result: '900150983cd24fb0d6963f7d28e17f72' }],
    call: onText((value, _args, budget) => digestOf(md5.create(), value, budget)),
    result: missingLike(stringType({ minLength: 32, maxLength: 32 })),
  },
];
