import { standardFunctionNames } from '@joinery/mapping';
import fc from 'fast-check';
import { names } from './inputs.ts';

export type Text = fc.Arbitrary<string>;

/** Joins what arbitraries give into one piece of source. */
export function source(parts: TemplateStringsArray, ...holes: readonly Text[]): Text {
  return fc.tuple(...holes).map((values) => String.raw({ raw: parts.raw }, ...values));
}

export const variables = ['x', 'y', 'v', 'i'] as const;
export const name = fc.constantFrom(...names);
export const variable = fc.constantFrom(...variables).map((each) => `$${each}`);
export const number = fc.constantFrom('0', '1', '2', '-1', '3', '0.5', '10', '1e3', '2.5', '-0');
export const small = fc.constantFrom('1', '2', '3', '10', '-1');
export const text = fc.constantFrom('""', '"a"', '"x"', '"b"', '" "', '","', '"12"', '"Hello"', '"中"', "'q'", '"a.b"');
export const constant = fc.oneof(number, number, text, text, fc.constantFrom('true', 'false', 'null', '[]', '{}'));
export const regex = fc.constantFrom(
  '/a/',
  '/[a-z]+/',
  '/\\d/i',
  '/(l)(o)/',
  '/(a)|(b)/',
  '/[^,]+/',
  '/\\b\\w/',
  '/l+?/i',
  '/.$/',
  '/(x(y)?)/',
  '/[\\u4e00-\\u9fff]/',
  '/\\S{2,3}/',
  '/\\s+/',
  '/x*/',
  '/^h/i',
  '/,/',
  '/b|c/m',
);
export const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'in');
export const arithmetic = fc.constantFrom('+', '-', '*', '/', '%');

export const ofOne = fc.constantFrom(
  ...'sum count max min average string lowercase uppercase length trim number floor ceil round abs sqrt boolean not'.split(
    ' ',
  ),
  ...'keys exists spread merge reverse type sort distinct clone base64encode base64decode encodeUrl decodeUrl'.split(
    ' ',
  ),
  ...'encodeUrlComponent decodeUrlComponent fromMillis toMillis parseInteger zip error assert formatBase join single'.split(
    ' ',
  ),
);
export const ofTwo = fc.constantFrom(
  ...'substring substringBefore substringAfter pad contains split join append lookup power round zip formatBase'.split(
    ' ',
  ),
  ...'string sort match'.split(' '),
);
/** Any standard function; `$eval` is off here and so has nothing to be compared. */
export const anyOf = fc.constantFrom(...standardFunctionNames.filter((each) => each !== 'eval'));
export const onLists = fc.constantFrom('map', 'filter', 'sort', 'single');
export const onObjects = fc.constantFrom('each', 'sift');
export const picture = fc.constantFrom(
  '"0"',
  '"#,##0.00"',
  '"00.0%"',
  '"#0.0#e0"',
  '"(0)"',
  '"#;(#)"',
  '"0,0,0"',
  '"-0"',
  '"#"',
  '"a"',
);
export const integerPicture = fc.constantFrom(
  '"w"',
  '"W"',
  '"Ww;o"',
  '"I"',
  '"i"',
  '"A"',
  '"a"',
  '"0000"',
  '"#,##0"',
  '"1;o"',
  '"#"',
  '"0,0"',
);
export const datePicture = fc.constantFrom(
  '"[Y0001]-[M01]-[D01]"',
  '"[D1o] [MNn] [Y]"',
  '"[FNn,3-3] [W] [w] [X] [x] [d]"',
  '"[H01]:[m01]:[s01].[f001] [Z]"',
  '"[h]:[m][P] [z]"',
  '"[M,2][D,2][Y,4]"',
  '"[YI] [C] [E]"',
);

/** Signatures of lambdas, some of which no arguments fit. */
export const signature = fc.constantFrom(
  ...'n:n x-:x s-:s nn?:n sn-:x a<n>:n a<s>?:x (sn)b?:x f:f o-:o n+:n j:j l?:x a:a sf?:x a<a<n>>:x xx?:x'.split(' '),
);
export const badSignature = fc.constantFrom('<s', '<n<n>:n>', '<(sn>', '<:>', '<z>', '<a<x>y>');
export const instant = fc.constantFrom('0', '1510067557121', '1.5e12', '-1', '951782400000', '253402300799999', '1e16');
export const zone = fc.constantFrom('"+0100"', '"-0530"', '"Z"', '"+0000"', '"+14:00"', '"0800"', '""');
export const stamp = fc.constantFrom(
  '"2018"',
  '"2018-02"',
  '"2018-02-03"',
  '"2018-02-03T04:05Z"',
  '"2018-02-03T04:05:06.789+02:00"',
  '"12/30/2018"',
  '"3rd February 2018"',
  '"2018-W06-6"',
  '"04:05:06 pm"',
  '"MMXVIII"',
  '"Saturday, 3 Feb 18"',
  '"x"',
);
export const stampPicture = fc.constantFrom(
  '"[M]/[D]/[Y]"',
  '"[D1o] [MNn] [Y]"',
  '"[X]-W[W01]-[F1]"',
  '"[h01]:[m01]:[s01] [Pn]"',
  '"[YI]"',
  '"[FNn], [D] [MNn,3-3] [Y,2-2]"',
  '"[Y0001]-[M01]-[D01]"',
  '"[Y]-[d]"',
  '"[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01]"',
  '"[Y"',
  '"[q]"',
);
