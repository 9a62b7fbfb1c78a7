import { entry, inCategory } from './entry.ts';

export const textHelp = inCategory('text', [
  entry('string', 'value prettify?', {
    zh: '把任意值变成文本;对象和列表写成 JSON。',
    en: 'Any value as text; objects and lists are written as JSON.',
    examples: [
      ['$string(5)', '5'],
      ['$string({"a": [1, 2]})', '{"a":[1,2]}'],
    ],
  }),
  entry('length', 'text', {
    zh: '文本的字符数。',
    en: 'How many characters a text has.',
    examples: [['$length("你好")', 2]],
  }),
  entry('substring', 'text start length?', {
    zh: '从第 start 个字符(从 0 起,负数从末尾数)开始截取,可限制长度。',
    en: 'The part from character `start` on (from 0; negative counts from the end), at most `length` long.',
    examples: [
      ['$substring("ABC-123", 0, 3)', 'ABC'],
      ['$substring("ABC-123", -3)', '123'],
    ],
  }),
  entry('substringBefore', 'text separator', {
    zh: '第一个分隔符之前的部分;没有分隔符时为全文。',
    en: 'What stands before the first separator; the whole text where there is none.',
    examples: [['$substringBefore("zhang@x.cn", "@")', 'zhang']],
  }),
  entry('substringAfter', 'text separator', {
    zh: '第一个分隔符之后的部分;没有分隔符时为全文。',
    en: 'What stands behind the first separator; the whole text where there is none.',
    examples: [['$substringAfter("zhang@x.cn", "@")', 'x.cn']],
  }),
  entry('uppercase', 'text', { zh: '转为大写。', en: 'In capital letters.', examples: [['$uppercase("vip")', 'VIP']] }),
  entry('lowercase', 'text', {
    zh: '转为小写。',
    en: 'In small letters.',
    examples: [['$lowercase("A@X.CN")', 'a@x.cn']],
  }),
  entry('trim', 'text', {
    zh: '去掉首尾空白,中间的连续空白合为一个空格。',
    en: 'Without white space at both ends; runs of it inside become one space.',
    examples: [['$trim("  a   b ")', 'a b']],
  }),
  entry('pad', 'text width char?', {
    zh: '补足到指定宽度;宽度为负时在左侧补。',
    en: 'Filled up to a width; a negative width fills on the left.',
    examples: [['$pad("7", -3, "0")', '007']],
  }),
  entry('contains', 'text pattern', {
    zh: '是否包含某段文本或匹配正则。',
    en: 'Whether it contains a text or matches a regex.',
    examples: [
      ['$contains("紧急工单", "紧急")', true],
      ['$contains("A12", /[0-9]+/)', true],
    ],
  }),
  entry('split', 'text separator limit?', {
    zh: '按分隔符或正则拆成列表。',
    en: 'Cut at a separator or regex into a list.',
    examples: [
      ['$split("a,b,c", ",")', ['a', 'b', 'c']],
      ['$split("a,b,c", ",", 2)', ['a', 'b']],
    ],
  }),
  entry('join', 'list separator?', {
    zh: '把文本列表连接起来,可加分隔符。',
    en: 'The texts of a list put together, with a separator between.',
    examples: [['$join(["华东", "上海"], "/")', '华东/上海']],
  }),
  entry('match', 'text regex limit?', {
    zh: '正则的每处匹配:匹配文本、位置与分组。',
    en: 'Each match of a regex: the text, its place and its groups.',
    examples: [['$match("SC-12", /([A-Z]+)-([0-9]+)/).groups', ['SC', '12']]],
  }),
  entry('replace', 'text pattern replacement limit?', {
    zh: '替换文本或正则匹配;$1 表示第一个分组。',
    en: 'Replaces a text or what a regex matches; $1 is the first group.',
    examples: [
      ['$replace("138-0013-8000", "-", "")', '13800138000'],
      ['$replace("2026-05-01", /([0-9]+)-([0-9]+)-([0-9]+)/, "$3.$2.$1")', '01.05.2026'],
    ],
  }),
]);

export const encodingHelp = inCategory('encoding', [
  entry('base64encode', 'text', {
    zh: '编码为 Base64(每个字符按一个字节)。',
    en: 'As Base64 (each character as one byte).',
    examples: [['$base64encode("abc")', 'YWJj']],
  }),
  entry('base64decode', 'text', {
    zh: '从 Base64 解码。',
    en: 'Back from Base64.',
    examples: [['$base64decode("YWJj")', 'abc']],
  }),
  entry('encodeUrlComponent', 'text', {
    zh: '编码为网址参数的一部分。',
    en: 'Encoded as a part of a URL, such as a parameter.',
    examples: [['$encodeUrlComponent("a=1&b=中")', 'a%3D1%26b%3D%E4%B8%AD']],
  }),
  entry('encodeUrl', 'url', {
    zh: '编码整个网址,保留其结构符号。',
    en: 'Encodes a whole URL, leaving the signs that give its structure.',
    examples: [['$encodeUrl("https://x.cn/?q=中")', 'https://x.cn/?q=%E4%B8%AD']],
  }),
  entry('decodeUrlComponent', 'text', {
    zh: '解码网址参数。',
    en: 'Decodes a part of a URL.',
    examples: [['$decodeUrlComponent("a%3D1")', 'a=1']],
  }),
  entry('decodeUrl', 'url', {
    zh: '解码整个网址。',
    en: 'Decodes a whole URL.',
    examples: [['$decodeUrl("https://x.cn/?q=%E4%B8%AD")', 'https://x.cn/?q=中']],
  }),
]);
