/** An expression that means harm, with the input it needs. */
export interface Hostile {
  readonly name: string;
  readonly source: string;
  readonly input?: unknown;
  /** The codes that it may end with; or `value` where it ends well, since there is no harm in it here. */
  readonly ends: readonly string[];
}

const bounds = ['JM1001', 'JM1002', 'JM1003', 'JM1005', 'JM1006', 'D1011', 'D1012', 'D2014'];

function bounded(name: string, source: string, input?: unknown): Hostile {
  return { name, source, input, ends: bounds };
}

const doubling = (body: string) => `($f := function($s, $n) { $n = 0 ? $s : $f(${body}, $n - 1) }; $f("x", 60))`;
const manyAs = 'a'.repeat(50_000);
const manyNumbers = Array.from({ length: 100_000 }, (_, i) => i);
const manyWords = 'lorem ipsum 42, '.repeat(60_000);
const manyObjects = manyNumbers.slice(0, 50_000).map((n) => ({ k: `k${n}`, v: n }));
const tenMegabytes = '张三 lives at <b>1 Main St</b> &amp; '.repeat(300_000);
const deepList = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)) as unknown;
const deepObject = JSON.parse('{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)) as unknown;

export const hostiles: readonly Hostile[] = [
  bounded('a text doubled without end', doubling('$s & $s')),
  bounded('a list doubled without end', doubling('$append($s, $s)')),
  bounded('an object doubled without end', doubling('{"a": $s, "b": $s}')),
  bounded('a text joined from itself', doubling('$join([$s, $s, $s])')),
  bounded('a text that replaces its own letters', doubling('$replace($s, "x", "xxxxxxxxxx")')),
  bounded('a text printed inside itself', doubling('$string([$s, $s])')),
  bounded('a text encoded again and again', doubling('$encodeUrlComponent($s & $s & "%%")')),
  bounded('padding to a billion', '$pad("", 1000000000)'),
  bounded('padding with a long filling', '$pad("x", 100000000, "ab")'),
  bounded('padding in a loop', '[1..100000].$pad("", 100000)'),
  bounded('a range of ten million', '[1..10000000]'),
  bounded('a range of a trillion', '[1..1000000000000]'),
  bounded('ranges inside ranges', '[1..3000].([1..3000])'),
  bounded('ranges that are kept', '$map([1..100000], function($i) { [1..1000] })'),
  bounded('objects by the million', '[1..1000000].{"a": $, "b": $, "c": $}'),
  bounded('a loop over a loop over a loop', '$sum([1..10000].($sum([1..10000].($sum([1..10000])))))'),
  bounded('recursion without end', '($f := function($n) { 1 + $f($n) }; $f(1))'),
  bounded('recursion through $map', '($f := function($n) { $map([$n, $n], $f) }; $f(1))'),
  bounded('tail recursion without end', '($f := function($n) { $f($n + 1) }; $f(1))'),
  bounded('two functions that call each other', '($f := function() { $g() }; $g := function() { $f() }; $f())'),
  bounded('the Y combinator without end', '(function($f) { $f($f) })(function($f) { $f($f) })'),
  bounded(
    'functions that grow the tree of calls',
    '($f := function($n) { $n = 0 ? 1 : $f($n - 1) + $f($n - 1) }; $f(100))',
  ),
  bounded(
    'a chain of functions composed',
    '($g := function($f, $n) { $n = 0 ? $f : $g($f ~> $trim, $n - 1) }; $h := $g($trim, 100000); $h("x"))',
  ),
  bounded('sorting with a costly comparison', '$sort([1..5000], function($a, $b) { $sum([1..1000]) > 0 })'),
  bounded('a product of two lists', '[1..10000].($x := $; [1..10000].($ * $x))'),
  bounded('a join of a list with itself', 'list@$a.list@$b.list@$c.{"x": $a}', { list: manyNumbers.slice(0, 1000) }),
  {
    name: 'descendants of descendants',
    source: '**.**.**.**.**.**',
    input: { a: { b: { c: manyNumbers.slice(0, 2000).map((n) => ({ n })) } } },
    ends: ['value', ...bounds],
  },
  bounded('wildcards over and over', '[**, **].[**, **].[**, **].[**, **].[**, **].[**, **].[**, **].[**, **]', {
    a: manyNumbers.slice(0, 300),
  }),
  bounded('the input many times over', '[1..100000].$$', { text: manyAs }),
  bounded('one long text many times over', '[1..100000].$$.text', { text: manyAs }),
  bounded('nested quantifiers', '$match(text, /^(a+)+$/)', { text: `${'a'.repeat(1_000_000)}!` }),
  {
    name: 'nested quantifiers on a short text',
    source: '$contains(text, /^(a+)+$/)',
    input: { text: `${'a'.repeat(5_000)}!` },
    ends: ['value'],
  },
  {
    name: 'alternatives that overlap',
    source: '$contains(text, /^(a|a|aa)*$/)',
    input: { text: `${'a'.repeat(5_000)}!` },
    ends: ['value'],
  },
  {
    name: 'optional letters',
    source: `$contains(text, /${'a?'.repeat(30)}${'a'.repeat(30)}/)`,
    input: { text: 'a'.repeat(30) },
    ends: ['value'],
  },
  bounded('a search for the end at each place', '$match(text, /a.*b|a/)', { text: manyAs }),
  {
    name: 'counts inside counts',
    source: '$match(text, /((((a{30}){30}){30}){30})/)',
    input: { text: manyAs },
    ends: ['JM0003'],
  },
  { name: 'look-ahead', source: '$match("a", /(?=a)a/)', ends: ['JM0003'] },
  { name: 'back reference', source: '$match("aa", /(a)\\1/)', ends: ['JM0003'] },
  { name: 'a regex that moves nowhere', source: '$replace("abc", /x*/, "-")', ends: ['D1004'] },
  {
    name: 'a search that looks back',
    source: '$contains(text, text2)',
    input: { text: 'a'.repeat(1_000_000), text2: `${'a'.repeat(500_000)}b` },
    ends: ['value', ...bounds],
  },
  {
    name: 'a date picture of words',
    source: '$toMillis(text, "[Yw] [Mw] [Dw]")',
    input: { text: 'one and '.repeat(3_000) },
    ends: ['value', 'D3136', ...bounds],
  },
  {
    name: 'a date picture without end',
    source: `$fromMillis(0, "${'[Y,9999999999]'.repeat(100)}")`,
    ends: ['value', 'JM2004', ...bounds],
  },
  { name: 'a date picture of a width', source: '$fromMillis(0, "[Y,9999999999]")', ends: ['value', 'JM2004'] },
  {
    name: 'a long date picture',
    source: '$fromMillis(0, picture)',
    input: { picture: '[Y]'.repeat(100_000) },
    ends: ['JM2004'],
  },
  bounded('a number in Roman digits', '$formatInteger(1e18, "I")'),
  { name: 'an infinite number in letters', source: '$formatInteger(1/0, "A")', ends: ['D1001', 'D1011'] },
  { name: 'an infinite number in words', source: '$formatInteger(1/0, "w")', ends: ['D1001', 'D1011'] },
  { name: 'an infinite number with exponent', source: '$formatNumber(1/0, "0.0e0")', ends: ['D1001'] },
  { name: 'a number picture of digits', source: `$formatNumber(1, "0.${'0'.repeat(900)}")`, ends: ['JM2004'] },
  { name: 'members of a function', source: '$spread($sum)', ends: ['value'] },
  { name: 'keys of a function', source: '$keys(function($x) { $x })', ends: ['value'] },
  {
    name: 'a function looked into',
    source: '($f := function($x) { $x }; $lookup($f, "environment"))',
    ends: ['value'],
  },
  { name: 'a function as the result', source: '[$sum, {"f": $sum}]', ends: ['value'] },
  { name: 'the prototype', source: '__proto__', input: {}, ends: ['value'] },
  {
    name: 'the constructor',
    source: 'constructor.constructor("return process")()',
    input: {},
    ends: ['value', 'T1006'],
  },
  { name: 'a member written as prototype', source: '{"__proto__": {"polluted": true}}', ends: ['value'] },
  { name: 'a prototype merged', source: '$merge([$$, {"__proto__": {"polluted": true}}])', input: {}, ends: ['value'] },
  {
    name: 'a prototype changed in place',
    source: '$ ~> |$|{"__proto__": {"polluted": true}}|',
    input: {},
    ends: ['value'],
  },
  {
    name: 'an object grouped by prototype',
    source: 'list{k: v}',
    input: {
      list: [
        { k: '__proto__', v: { polluted: true } },
        { k: 'constructor', v: 1 },
      ],
    },
    ends: ['value'],
  },
  {
    name: 'data marked as a lambda',
    source: 'f(1)',
    input: { f: { _jsonata_lambda: true, body: { type: 'string', value: 'x' }, arguments: [], environment: {} } },
    ends: ['T1006'],
  },
  {
    name: 'data marked as a function',
    source: '$map([1], f)',
    input: { f: { _jsonata_function: true, implementation: 'x' } },
    ends: ['T0410'],
  },
  { name: 'twenty thousand brackets', source: '['.repeat(20_000) + ']'.repeat(20_000), ends: ['JM0002'] },
  { name: 'twenty thousand parentheses', source: '('.repeat(20_000) + '1' + ')'.repeat(20_000), ends: ['JM0002'] },
  { name: 'a chain of ten thousand additions', source: '1' + '+1'.repeat(10_000), ends: ['JM0002', 'D1011', 'value'] },
  {
    name: 'a path of ten thousand steps',
    source: 'a' + '.a'.repeat(10_000),
    input: { a: 1 },
    ends: ['JM0002', 'value'],
  },
  { name: 'a copy of a copy of a copy', source: '('.repeat(60) + 'a' + ' ?? b)'.repeat(60), ends: ['JM0004'] },
  { name: 'an expression of a megabyte', source: `"${'x'.repeat(1_000_000)}"`, ends: ['JM0001'] },
  {
    name: 'signs that end generated code',
    source: '{"\\"];}};process.exit(1);//": `"];}};process.exit(1);//`, "a\\u2028b": 1}',
    ends: ['value'],
  },
  {
    name: 'a template in a name',
    source: '{"${process.exit(1)}": `${process.exit(1)}`, "`": 1}',
    input: {},
    ends: ['value'],
  },
  { name: 'an input nested five thousand deep', source: '$string($$)', input: deepList, ends: ['value', ...bounds] },
  { name: 'a deep input given back', source: '$$', input: deepObject, ends: ['value', ...bounds] },
  { name: 'deep inputs compared', source: '$$ = $clone($$)', input: deepObject, ends: ['value', ...bounds] },
  {
    name: 'a signature that would look back',
    source: `(function($a)<${'s+'.repeat(25)}:s> { 1 })(${'"x",'.repeat(40)}1)`,
    ends: ['T0410'],
  },
  {
    name: 'one long run at each place',
    source: '$match(text, /a+b/)',
    input: { text: 'a'.repeat(400_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'two repetitions of the same',
    source: '$contains(text, /\\d+\\d+x/)',
    input: { text: '1'.repeat(200_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'repetitions that share a class',
    source: '$replace(text, /[ab]*[bc]*d/, "")',
    input: { text: 'b'.repeat(300_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'repetitions that share a class, before an end that is there',
    source: '$replace(text, /[ab]*[bc]*d/, "")',
    input: { text: `${'b'.repeat(300_000)}cad` },
    ends: ['value', ...bounds],
  },
  {
    name: 'a long way to the end of each line',
    source: '$match(text, /.*.*=.*/)',
    input: { text: 'x'.repeat(100_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'a count of thousands at each place',
    source: '$contains(text, /a{1,9999}b/)',
    input: { text: 'a'.repeat(500_000) },
    ends: ['JM0003'],
  },
  bounded('spaces before an end that is not there', '$replace(text, /\\s+$/, "")', { text: `${' '.repeat(300_000)}x` }),
  {
    name: 'an address in a long word',
    source: '$match(text, /\\w+@\\w+\\.com/)',
    input: { text: 'a'.repeat(300_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'an address in a long word, before an end that is there',
    source: '$match(text, /\\w+@\\w+\\.com/)',
    input: { text: `${'a'.repeat(300_000)}@@a.com` },
    ends: ['value', ...bounds],
  },
  {
    name: 'a plain regex on a megabyte',
    source: '$count($match(text, /[a-z]+/))',
    input: { text: manyWords },
    ends: ['value', ...bounds],
  },
  {
    name: 'a beginning all over a text without lines',
    source: '$contains(text, /a.*b$/)',
    input: { text: 'a'.repeat(2_000_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'beginnings behind the last end',
    source: '$count($match(text, /ab.* to ZZ/))',
    input: { text: `ab to ZZ${'ab to Z'.repeat(280_000)}` },
    ends: ['value', ...bounds],
  },
  {
    name: 'beginnings before the last end, and none that fits',
    source: '$contains(text, /ab[^x]*x to ZZ/)',
    input: { text: `${'ab'.repeat(900_000)} to ZZ` },
    ends: ['value', ...bounds],
  },
  {
    name: 'a beginning that may end anywhere',
    source: '$match(text, /a+.* to ZZ/)',
    input: { text: 'a'.repeat(1_900_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'a beginning that may end anywhere, before an end that is there',
    source: '$count($match(text, /a+a+.* to ZZ/))',
    input: { text: `${'a'.repeat(1_000_000)}b to ZZ` },
    ends: ['value', ...bounds],
  },
  {
    name: 'ends over and over',
    source: '$count($match(text, /a.*? to Z/))',
    input: { text: 'a to Z'.repeat(300_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'three repetitions of everything',
    source: '$contains(text, /a.*b.*c.*d/)',
    input: { text: `${'ab'.repeat(100_000)}c${'ab'.repeat(100_000)}` },
    ends: ['value', ...bounds],
  },
  {
    name: 'lines that each take their time',
    source: '$count($match(text, /a*a*b/))',
    input: { text: `${'a'.repeat(200)}c\n`.repeat(9_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'lines that each take their time, with their end in them',
    source: '$count($match(text, /a*a*[bc]b/))',
    input: { text: `${'a'.repeat(200)}cab\n`.repeat(9_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'long lines that each take their time',
    source: '$count($match(text, /.*,.*=.*;/))',
    input: { text: `${','.repeat(1_500)}x\n`.repeat(1_200) },
    ends: ['value', ...bounds],
  },
  {
    name: 'long lines that each take their time, with their end in them',
    source: '$count($match(text, /.*,.*=.*;/))',
    input: { text: `;=${','.repeat(1_500)}x\n`.repeat(1_200) },
    ends: ['value', ...bounds],
  },
  {
    name: 'lines for the linear engine',
    source: '$count($match(text, /(a+)+b/))',
    input: { text: `${'a'.repeat(3_000)}c\n`.repeat(600) },
    ends: ['value', ...bounds],
  },
  {
    name: 'a million pieces',
    source: '$count($match(text, /(\\w|\\d)+x/))',
    input: { text: 'ab '.repeat(650_000) },
    ends: ['value', ...bounds],
  },
  {
    name: 'one short text searched again and again',
    source: '$count($map([1..100000], function($i) { $contains(text, /a*a*a*b/) }))',
    input: { text: 'a'.repeat(50) },
    ends: ['value', ...bounds],
  },
  {
    name: 'a proof made again and again',
    source: '$count($map([1..10000], function($i) { $contains(text, /x.*y/) }))',
    input: { text: 'ab'.repeat(200_000) },
    ends: ['value', ...bounds],
  },
  bounded('a regex without end on its own matches', '($f := function($m) { $f($m.next()) }; $f(/a/(text)))', {
    text: 'a'.repeat(2_000_000),
  }),
  {
    name: 'groups by the dozen',
    source: `$match(text, /${'(a)'.repeat(60)}/)`,
    input: { text: 'a'.repeat(2_000_000) },
    ends: ['value', ...bounds],
  },
  bounded(
    'a replacement that calls itself',
    '($f := function($m) { $replace($m.match & "a", /a+/, $f) }; $f({"match": "a"}))',
  ),
  bounded('a text that grows in a reduction', '$reduce([1..100000], function($a, $b) { $a & $a & $b }, "x")'),
  bounded('a list that grows in a reduction', '$reduce([1..100000], function($a, $b) { [$a, [1..100]] }, [])'),
  bounded(
    'an object that grows in a reduction',
    '$reduce([1..100000], function($a, $b) { $merge([$a, {$string($b): $b}]) }, {})',
  ),
  {
    name: 'a comparator that contradicts itself',
    source: '$count($sort([1..3000], function($a, $b) { true }))',
    ends: ['value', ...bounds],
  },
  bounded(
    'a comparator that sorts',
    '$sort([1..2000], function($a, $b) { $count($sort([1..2000], function($c, $d) { $c < $d })) > $a })',
  ),
  bounded('every pair of a large list', '$zip([1..100000], [1..100000]).($zip([1..100000]))'),
  {
    name: 'what is distinct among large objects',
    source: '$count($distinct(list))',
    input: { list: manyObjects },
    ends: ['value', ...bounds],
  },
  bounded('what is distinct, again and again', '[1..10000].$count($distinct($$.list.v))', { list: manyObjects }),
  bounded('the keys of everything, again and again', '[1..10000].$keys($$.list)', { list: manyObjects }),
  {
    name: 'an order of mixed keys',
    source: 'list^(v = 7 ? "x" : v)',
    input: { list: manyObjects },
    ends: ['T2007'],
  },
  bounded('an order by what costs', 'list^($sum([1..1000].($ * $$.list[0].v)))', { list: manyObjects }),
  {
    name: 'a group for each',
    source: '(list{k: $count($$.list)}.*){$string($): $$.list}',
    input: { list: manyObjects },
    ends: ['value', ...bounds],
  },
  bounded('a transform of everything by everything', '$$ ~> |**|{"copy": $$}|', { list: manyObjects }),
  {
    name: 'ten megabytes without tags',
    source: '$length($htmlToText(text))',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes in pinyin',
    source: '$length($pinyin(text))',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes as an address',
    source: '$parseAddress(text).city',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes as a phone number',
    source: '$normalizePhone(text)',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes hashed',
    source: '$sha256(text) & $md5(text)',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes hidden',
    source: '$length($mask(text, 1, 1))',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes in a date',
    source: '$asDateTime(text, "Asia/Shanghai")',
    input: { text: tenMegabytes },
    ends: ['JM3001', ...bounds],
  },
  {
    name: 'ten megabytes in base 64 and back',
    source: '$length($base64decode($base64encode(text)))',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  {
    name: 'ten megabytes in a URL',
    source: '$length($encodeUrlComponent(text))',
    input: { text: tenMegabytes },
    ends: ['value', ...bounds],
  },
  { name: 'half a character in a URL', source: '$encodeUrl("\\ud800")', ends: ['D3140'] },
  { name: 'letters that are no base 64', source: '$base64decode("\u0000张")', ends: ['value'] },
  {
    name: 'a number picture of many groups',
    source: '$formatNumber(1e20, picture)',
    input: { picture: '#,'.repeat(50_000) },
    ends: ['D3080', 'D3085', 'D3086', 'D3087', 'D3088', 'D3089', 'JM2004', ...bounds],
  },
  {
    name: 'an integer picture of digits',
    source: '$formatInteger(1, picture)',
    input: { picture: '0'.repeat(100_000) },
    ends: ['JM2004'],
  },
  {
    name: 'a number of the largest in words',
    source: '$length($formatInteger(1.7e308, "w"))',
    ends: ['value', ...bounds],
  },
  { name: 'a sequence picture', source: '$formatInteger(1, "\u2460")', ends: ['D3130'] },
  {
    name: 'a list tagged as a sequence',
    source: '{"a": list, "b": $append(list, 1)}',
    input: { list: { sequence: true, keepSingleton: true, length: 1e9, _jsonata_lambda: true } },
    ends: ['value'],
  },
  {
    name: 'a value table of lines without end',
    source: '$toTable("x", {"entries": [1..100000].{"from": $string($), "to": 1}})',
    ends: ['value', 'JM3002', 'JM3004', ...bounds],
  },
  {
    name: 'a name that ends a comment',
    source: '{"*/ process.exit(1) /*": $.`*/ process.exit(1) /*`, "\\\\": `\\`, "\\n": 1}',
    input: {},
    ends: ['value'],
  },
  {
    name: 'names that the platform knows',
    source:
      '{"toString": 1, "valueOf": 2, "hasOwnProperty": 3, "__defineGetter__": 4, "length": 5}.(toString & valueOf & length)',
    ends: ['value'],
  },
  {
    name: 'parameters named like the generated code',
    source:
      '(function($k0, $v0, $frame, $input, $parts) { {"a": $k0 & $v0, "b": $frame + $input, "c": $parts} })("a", "b", 1, 2, 3)',
    ends: ['value'],
  },
  { name: '$eval', source: '$eval("1")', ends: ['JM2003'] },
];
