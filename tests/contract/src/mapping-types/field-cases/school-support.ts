import { boolean, choice, day, integer, list, localMoment, moment, nullable, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** Families of a school system into contacts of a support desk. */
export const schoolSupport: FieldCases = {
  source: object({
    学籍号: { type: 'string', pattern: '^[GL]\\d{18}$' },
    学生: object({
      姓: text(10),
      名: text(20),
      '英文名?': nullable(text(40)),
      性别: { enum: ['男', '女'] },
      生日: day,
      年级: { type: 'integer', minimum: 1, maximum: 12 },
      班级: object({ 编号: text(6), 名称: text(30), '班主任?': object({ 姓名: text(20), 工号: integer }) }),
    }),
    家长: list(
      object({
        关系: choice('父亲', '母亲', '其他'),
        姓名: text(20),
        '手机?': { type: 'string', minLength: 11, maxLength: 14 },
        '邮箱?': nullable({ type: 'string', format: 'email', maxLength: 80 }),
        首要: boolean,
      }),
    ),
    缴费: list(
      object({
        学期: { type: 'string', pattern: '^20\\d{2}[12]$' },
        应缴: { type: 'number', minimum: 0, multipleOf: 0.01 },
        实缴: { type: 'number', multipleOf: 0.01 },
        '缴费时间?': nullable(localMoment),
        方式: nullable(choice('微信', '支付宝', '现金')),
      }),
    ),
    '住宿?': nullable(object({ 楼: text(10), 房间: { type: ['integer', 'string'] } })),
    成绩: { type: 'object', additionalProperties: { type: 'number' } },
    '备注?': text(1000),
    更新于: { type: 'integer', minimum: 0, description: '毫秒' },
    状态: { type: 'integer', enum: [0, 1, 2, 9] },
  }),
  target: object({
    contactId: text(19),
    displayName: text(30),
    'latinName?': text(40),
    segment: choice('primary', 'junior', 'senior'),
    status: choice('enrolled', 'left', 'suspended', 'unknown'),
    guardians: list(
      object({
        name: text(20),
        relation: choice('father', 'mother', 'other'),
        'mobile?': text(20),
        'email?': text(80),
      }),
    ),
    'mainPhone?': text(20),
    'className?': text(30),
    'teacher?': object({ id: text(20), name: text(20) }),
    birthday: day,
    'bornAt?': moment,
    'paidUntil?': text(5),
    'owed?': { type: 'number', multipleOf: 0.01 },
    'lastPaidAt?': moment,
    'payMethods?': list(choice('wechat', 'alipay', 'cash')),
    'room?': text(30),
    'grade?': { type: 'integer', minimum: 1, maximum: 12 },
    'average?': { type: 'number', multipleOf: 0.1 },
    'notes?': text(300),
    updatedAt: moment,
    'gender?': choice('M', 'F'),
    'boarding?': boolean,
    'subjects?': list(text(40)),
    'payments?': integer,
  }),
  base: {
    contactId: '学籍号',
    displayName: '学生.(姓 & 名)',
    segment: '学生.年级 <= 6 ? "primary" : 学生.年级 <= 9 ? "junior" : "senior"',
    status: '$lookup({"0": "unknown", "1": "enrolled", "2": "suspended", "9": "left"}, $string(状态))',
    guardians: '[家长.{"name": 姓名, "relation": 关系 = "父亲" ? "father" : 关系 = "母亲" ? "mother" : "other"}]',
    birthday: '学生.生日',
    updatedAt: '$fromMillis(更新于)',
  },
  mistakes: {
    'wrong-path': [
      ['teacher', '学生.班级.班主任.{"id": $string(工号), "name": 名字}'],
      ['mainPhone', '家长[首要][0].电话'],
    ],
    'missing-required': [
      ['teacher', '学生.班级.班主任.{"name": 姓名}'],
      ['displayName', '学生.英文名 != null ? 学生.英文名'],
    ],
    'wrong-type': [
      ['boarding', '住宿.房间'],
      ['grade', '"" & 学生.年级'],
    ],
    'enum-uncovered': [
      ['gender', '学生.性别 = "男" ? "M" : 学生.性别'],
      ['status', '["unknown", "enrolled", "suspended", "graduated"][$min([3, $$.状态])]'],
    ],
    'too-long': [
      ['className', '学生.班级.(编号 & " " & 名称)'],
      ['notes', '备注 ? "备注: " & 备注 : ""'],
    ],
    'date-without-zone': [
      ['bornAt', '学生.生日 & "T08:00:00"'],
      ['lastPaidAt', '$sort(缴费.缴费时间[$ != null])[-1]'],
    ],
    'list-single': [
      ['mainPhone', '家长.手机'],
      ['payMethods', '缴费[-1].方式 = "微信" ? "wechat" : "cash"'],
    ],
    'null-into-required': [
      ['latinName', '学生.英文名'],
      ['guardians', '[家长.{"name": 姓名, "relation": "other", "email": 邮箱}]'],
    ],
    'wrong-operand': [
      ['owed', '$round($sum(缴费.(应缴 - 学期)), 2)'],
      ['average', '$round($average(缴费.方式), 1)'],
    ],
    'always-false': [
      ['boarding', '住宿.楼 = 3'],
      ['gender', '学生.性别 = "M" ? "M" : "F"'],
    ],
    'unused-source': [
      ['room', '($r := 住宿.房间; $l := 住宿.楼; $l)'],
      ['mainPhone', '($p := $filter(家长, function($g) { $g.首要 }); 家长[0].手机)'],
    ],
    'lossy-number': [
      ['payments', '$sum(缴费.实缴)'],
      ['average', '$average(缴费.实缴)'],
    ],
  },
  correct: [
    ['latinName', '学生.英文名 ? 学生.英文名 : $pinyin(学生.(姓 & 名)) ~> $substring(0, 40)'],
    ['latinName', '$ifNull(学生.英文名, "")'],
    ['segment', '($g := 学生.年级; $g > 9 ? "senior" : $g > 6 ? "junior" : "primary")'],
    ['status', '状态 = 1 ? "enrolled" : 状态 = 2 ? "suspended" : 状态 = 9 ? "left" : "unknown"'],
    [
      'status',
      '$toTable(状态, {"entries": [{"from": 0, "to": "unknown"}, {"from": 1, "to": "enrolled"}, {"from": 2, "to": "suspended"}, {"from": 9, "to": "left"}], "unmatched": {"policy": "fail"}})',
    ],
    [
      'guardians',
      '[家长^(>首要).{"name": 姓名, "relation": $lookup({"父亲": "father", "母亲": "mother", "其他": "other"}, 关系), "mobile": 手机}]',
    ],
    [
      'guardians',
      '[$map(家长, function($g) { $merge([{"name": $g.姓名, "relation": "other"}, $g.邮箱 ? {"email": $g.邮箱} : {}]) })]',
    ],
    ['mainPhone', '家长[首要 = true][0].手机'],
    ['mainPhone', '$normalizePhone(家长[首要][0].手机)'],
    ['teacher', '学生.班级.班主任.{"id": $string(工号), "name": 姓名}'],
    ['bornAt', '学生.生日 & "T00:00:00+08:00"'],
    ['lastPaidAt', '($t := $sort(缴费.缴费时间[$ != null])[-1]; $exists($t) ? $asDateTime($t, "Asia/Shanghai"))'],
    ['paidUntil', '$sort(缴费[实缴 >= 应缴].学期)[-1]'],
    ['owed', '$round($sum(缴费.(应缴 - 实缴)), 2)'],
    [
      'payMethods',
      '[$distinct(缴费.方式[$ != null]).($lookup({"微信": "wechat", "支付宝": "alipay", "现金": "cash"}, $))]',
    ],
    ['payMethods', '[缴费[方式 != null].(方式 = "微信" ? "wechat" : 方式 = "支付宝" ? "alipay" : "cash")]'],
    ['room', '住宿 ? 住宿.楼 & "-" & $substring($string(住宿.房间), 0, 10)'],
    ['room', '住宿 != null ? $substring($join([住宿.楼, $string(住宿.房间)], "-"), 0, 30)'],
    ['grade', '学生.年级'],
    ['average', '$round($average($each(成绩, function($v) { $v })), 1)'],
    ['notes', '$substring(备注, 0, 300)'],
    ['notes', '$length(备注) > 300 ? $substring(备注, 0, 297) & "..." : 备注'],
    ['gender', '学生.性别 = "男" ? "M" : "F"'],
    ['gender', '$lookup({"男": "M", "女": "F"}, 学生.性别)'],
    ['boarding', '$exists(住宿.楼)'],
    ['subjects', '$keys(成绩)[]'],
    ['payments', '$count(缴费[实缴 > 0])'],
  ],
};
