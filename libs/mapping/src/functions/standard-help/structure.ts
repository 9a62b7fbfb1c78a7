import { entry, inCategory } from './entry.ts';

export const logicHelp = inCategory('logic', [
  entry('boolean', 'value', {
    zh: '按真假规则转换:空文本、0、null、空列表、空对象为假。',
    en: 'As true or false: empty text, 0, null, an empty list and an empty object are false.',
    examples: [
      ['$boolean("x")', true],
      ['$boolean(0)', false],
    ],
  }),
  entry('not', 'value', {
    zh: '真假取反;缺失时没有结果。',
    en: 'The opposite; nothing where the value is missing.',
    examples: [['$not(true)', false]],
  }),
  entry('exists', 'value', {
    zh: '值是否存在(null 也算存在)。',
    en: 'Whether there is a value; null is one.',
    examples: [
      ['$exists(name)', true, { name: null }],
      ['$exists(name)', false, {}],
    ],
  }),
  entry('type', 'value', {
    zh: '值的类型名称。',
    en: 'The name of a value’s type.',
    examples: [
      ['$type([1])', 'array'],
      ['$type(null)', 'null'],
    ],
  }),
  entry('error', 'message?', {
    zh: '以给定信息结束计算并报错。',
    en: 'Ends with an error of this message.',
    examples: [['name ? name : $error("缺少名称")', '张三', { name: '张三' }]],
  }),
  entry('assert', 'condition message?', {
    zh: '条件不成立时报错;成立时没有结果。',
    en: 'An error where the condition does not hold; otherwise nothing.',
    examples: [['$assert(1 < 2, "不应发生")']],
  }),
  entry('eval', 'expression context?', {
    zh: '计算文本中的表达式。本平台不提供:表达式在运行前必须可读。',
    en: 'Evaluates an expression in a text. Not available here: what runs must be readable before.',
    examples: [],
  }),
]);

export const listHelp = inCategory('list', [
  entry('count', 'list', {
    zh: '列表有多少个元素;缺失为 0。',
    en: 'How many elements; 0 where it is missing.',
    examples: [
      ['$count([1, 2, 3])', 3],
      ['$count(nothing)', 0, {}],
    ],
  }),
  entry('append', 'first second', {
    zh: '把第二个列表(或值)接在第一个之后。',
    en: 'The second list (or value) behind the first.',
    examples: [['$append([1], [2, 3])', [1, 2, 3]]],
  }),
  entry('distinct', 'list', {
    zh: '去掉重复的元素。',
    en: 'Each element once.',
    examples: [['$distinct(["a", "b", "a"])', ['a', 'b']]],
  }),
  entry('reverse', 'list', {
    zh: '倒序。',
    en: 'In the opposite order.',
    examples: [['$reverse([1, 2, 3])', [3, 2, 1]]],
  }),
  entry('sort', 'list comparator?', {
    zh: '排序;复杂元素给出比较函数,返回 true 表示应交换。',
    en: 'In order; for other than numbers or texts give a function that tells whether two should change places.',
    examples: [
      ['$sort([3, 1, 2])', [1, 2, 3]],
      ['$sort(items, function($l, $r) { $l.n > $r.n }).n', [1, 2], { items: [{ n: 2 }, { n: 1 }] }],
    ],
  }),
  entry('shuffle', 'list', {
    zh: '随机排列。',
    en: 'In a random order.',
    examples: [['$count($shuffle([1, 2, 3]))', 3]],
  }),
  entry('zip', 'lists…', {
    zh: '把几个列表按位置配成组,以最短者为准。',
    en: 'Elements of several lists grouped by their place, as long as the shortest.',
    examples: [
      [
        '$zip(["a", "b"], [1, 2])',
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
    ],
  }),
]);

export const objectHelp = inCategory('object', [
  entry('keys', 'object', {
    zh: '对象的字段名;对象列表则为所有字段名。',
    en: 'The names of an object’s members, or of all objects of a list.',
    examples: [['$keys({"a": 1, "b": 2})', ['a', 'b']]],
  }),
  entry('lookup', 'object key', {
    zh: '按名称取字段的值,名称可以是计算得出的。',
    en: 'The value of a member by its name, which may be computed.',
    examples: [['$lookup({"high": 1, "low": 3}, level)', 1, { level: 'high' }]],
  }),
  entry('spread', 'object', {
    zh: '把对象拆成每个字段一个对象的列表。',
    en: 'An object as a list of objects with one member each.',
    examples: [['$spread({"a": 1, "b": 2})', [{ a: 1 }, { b: 2 }]]],
  }),
  entry('merge', 'objects', {
    zh: '把多个对象合为一个,后者覆盖前者。',
    en: 'Several objects as one; later ones win.',
    examples: [['$merge([{"a": 1}, {"a": 2, "b": 3}])', { a: 2, b: 3 }]],
  }),
  entry('clone', 'value', { zh: '复制一份。', en: 'A copy.', examples: [['$clone({"a": 1})', { a: 1 }]] }),
]);

export const higherOrderHelp = inCategory('higher-order', [
  entry('map', 'list function', {
    zh: '对每个元素调用函数,得到结果列表;函数参数为元素、序号、整个列表。',
    en: 'Calls a function for each element; it gets the element, its position and the list.',
    examples: [['$map([1, 2], function($v, $i) { $v * 10 + $i })', [10, 21]]],
  }),
  entry('filter', 'list function', {
    zh: '只留下函数返回真的元素。',
    en: 'The elements for which the function is true.',
    examples: [['$filter([1, 5, 9], function($v) { $v > 3 })', [5, 9]]],
  }),
  entry('single', 'list function?', {
    zh: '唯一满足条件的元素;没有或多于一个时报错。',
    en: 'The only element that fits; none or more than one is an error.',
    examples: [['$single([1, 5, 9], function($v) { $v = 5 })', 5]],
  }),
  entry('reduce', 'list function initial?', {
    zh: '从左到右把元素合并成一个值。',
    en: 'Brings the elements together into one value, from left to right.',
    examples: [['$reduce([1, 2, 3], function($sum, $v) { $sum + $v })', 6]],
  }),
  entry('sift', 'object function?', {
    zh: '只留下函数返回真的字段;参数为值和名称。',
    en: 'The members for which the function is true; it gets value and name.',
    examples: [['$sift({"a": 1, "b": null}, function($v) { $v != null })', { a: 1 }]],
  }),
  entry('each', 'object function', {
    zh: '对对象的每个字段调用函数,得到列表;参数为值和名称。',
    en: 'Calls a function for each member of an object; it gets value and name.',
    examples: [['$each({"a": 1, "b": 2}, function($v, $k) { $k & "=" & $v })', ['a=1', 'b=2']]],
  }),
]);
