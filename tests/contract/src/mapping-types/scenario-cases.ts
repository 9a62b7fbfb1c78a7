export const scenarioRoutes = {
  'contact>user': ['contact', 'user'],
  'dept>group': ['dept', 'group'],
  'member>support': ['member', 'support'],
  'request>bug': ['request', 'bug'],
  'approval>decision': ['approval', 'decision'],
  'record>row': ['record', 'row'],
} as const;

export const scenarioBases = {
  'contact>user': {
    externalId: 'Id',
    name: '$substring(LastName & $ifNull(FirstName, ""), 0, 100)',
    role: '"end_user"',
    updatedAt: 'LastModifiedDate',
  },
  'dept>group': {
    externalId: 'open_department_id',
    name: '$substring(name, 0, 60)',
    status: 'status.is_deleted ? "deleted" : "active"',
  },
  'member>support': {
    externalId: 'userid',
    name: 'name',
    loginName: '$ifEmpty(biz_mail, userid)',
    departmentIds: '[department.$string()]',
    status: 'status = 1 ? "active" : status = 2 ? "disabled" : status = 4 ? "pending" : "departed"',
  },
  'request>bug': {
    title: '$substring("[#" & id & "] " & $ifNull(subject, "-"), 0, 100)',
    description: 'description',
    priority_label: 'priority = "urgent" ? "紧急" : priority = "high" ? "高" : priority = "low" ? "低" : "中"',
    reporter: 'requester.name',
  },
  'approval>decision': {
    ticketId: 'serial_number',
    result: `$lookup({"PENDING": "pending", "APPROVED": "approved", "REJECTED": "rejected", "CANCELED": "cancelled",
      "DELETED": "cancelled"}, status)`,
  },
  'record>row': {
    id: '"bw-" & ticketId',
    subject: 'subject',
    status: '$string(ticketStatus)',
    priority: '$string(priorityLevel)',
    created_at: '$asDateTime(createDT, "Asia/Shanghai", "yyyy-MM-dd HH:mm:ss")',
    updated_at: '$asDateTime(updateDT, "Asia/Shanghai")',
    contact_id: '$string(custUserId)',
    _is_deleted: 'false',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

type Route = keyof typeof scenarioRoutes;

/** One member of a route's base put another way; without a value it is left out. */
export type ScenarioCase = readonly [route: Route, member: string, value?: string];

export const scenarioMistakes = {
  'wrong-path': [
    ['contact>user', 'phone', '$ifNull(Mobile, "")'],
    ['dept>group', 'labels', '{"zh": i18n_name.zh-cn}'],
    ['member>support', 'title', '$map(extattr.attrs[name = "title"], function($a) { $a.val })[0]'],
    ['request>bug', 'attachments', '[comments.attachments.{"name": fileName, "url": content_url}]'],
    ['approval>decision', 'approvers', '[task_list^(start_time).userId]'],
    ['record>row', 'call_seconds', '$reduce(calls.duration, function($a, $b) { $a + $b })'],
  ],
  'missing-required': [
    ['contact>user', 'addresses', '[Addresses.{"type": kind = "billing" ? "bill" : "ship", "street": street}]'],
    ['contact>user', 'addresses', '[Addresses.{"type": kind = "billing" ? "bill" : "ship", "city": city}]'],
    ['dept>group', 'labels', '{"en": i18n_name.en_us}'],
    ['dept>group', 'labels', '{"zh": i18n_name.zh_cn, "en": i18n_name.en_us}'],
    ['member>support', 'loginName', 'email ?? biz_mail'],
    ['record>row', 'contact_id'],
  ],
  'wrong-type': [
    ['contact>user', 'subscribed', 'HasOptedOutOfEmail ? "no" : "yes"'],
    ['dept>group', 'order', 'order'],
    ['member>support', 'departmentIds', 'department'],
    [
      'request>bug',
      'attachments',
      '[comments.attachments.{"name": file_name, "url": content_url, "kb": $formatNumber(size / 1024, "0.0")}]',
    ],
    ['approval>decision', 'decidedAt', 'end_time'],
    ['record>row', 'priority', 'priorityLevel'],
  ],
  'enum-uncovered': [
    ['contact>user', 'source', '$lookup({"Web": "web", "Phone Inquiry": "phone"}, LeadSource)'],
    ['member>support', 'status', 'status = 1 ? "active" : status = 2 ? "disabled" : status = 4 ? "pending"'],
    [
      'request>bug',
      'status',
      `$toTable(status, {"entries": [{"from": "new", "to": "new"}, {"from": "open", "to": "in_progress"},
        {"from": "solved", "to": "resolved"}, {"from": "closed", "to": "closed"}], "unmatched": {"policy": "fail"}})`,
    ],
    ['approval>decision', 'result', '$lowercase(status)'],
    [
      'approval>decision',
      'steps',
      `[timeline.{"who": user_id, "what": $lookup({"START": "start", "PASS": "pass", "REJECT": "reject"}, type),
        "at": $fromMillis(create_time)}]`,
    ],
    ['record>row', 'status_label', '$lookup({"1": "新建", "2": "处理中", "3": "挂起"}, $string(ticketStatus))'],
  ],
  'too-long': [
    ['contact>user', 'title', 'Title'],
    ['contact>user', 'note', '$join([Title, LastName, Account.Name], " ")'],
    ['dept>group', 'name', '"部门:" & name'],
    ['member>support', 'title', 'position & " / " & name'],
    ['request>bug', 'title', '"[工单#" & id & "] " & $substring($ifNull(subject, ""), 0, 95)'],
    ['approval>decision', 'comment', 'timeline[type = "REJECT"][0].comment'],
  ],
  'date-without-zone': [
    ['contact>user', 'updatedAt', '$ifMissing(LastActivity, LastModifiedDate)'],
    ['contact>user', 'updatedAt', 'LastActivity ?? LastModifiedDate'],
    ['dept>group', 'createdAt', 'created'],
    ['record>row', 'created_at', 'createDT'],
    ['record>row', 'updated_at', '$replace(updateDT, " ", "T")'],
    ['record>row', 'resolved_at', 'solveDT'],
  ],
  'list-single': [
    ['member>support', 'managerId', 'direct_leader'],
    ['approval>decision', 'approver', 'task_list[status = "APPROVED"].user_id'],
    ['record>row', 'tags', '$split(tags, ",")[0]'],
    ['contact>user', 'tags', 'Interests[0]'],
    ['request>bug', 'current_owner', 'comments.author.name'],
    ['dept>group', 'managers', '$ifNull(leader_user_id, "-")'],
  ],
  'null-into-required': [
    ['request>bug', 'description', '$ifMissing(subject, "")'],
    ['approval>decision', 'ticketId', 'uuid'],
    ['member>support', 'name', 'alias'],
    ['member>support', 'loginName', '$exists(alias) ? alias : userid'],
    ['contact>user', 'addresses', '[Addresses[zip].{"type": "bill", "city": $$.MobilePhone}]'],
    ['record>row', 'updated_at', '$asDateTime(solveDT, "Asia/Shanghai")'],
  ],
  'wrong-operand': [
    ['contact>user', 'score', '$round(Score__c + Title)'],
    ['dept>group', 'size', 'member_count + order'],
    ['request>bug', 'replyMinutes', 'metrics.solved_at - created_at'],
    ['approval>decision', 'hours', '(end_time - start_time) / "3600000"'],
    ['record>row', 'call_seconds', '$sum(calls)'],
    ['member>support', 'extension', 'telephone * 1'],
  ],
  'always-false': [
    ['contact>user', 'role', 'LeadSource = "web" ? "agent" : "end_user"'],
    ['dept>group', 'status', 'status = "deleted" ? "deleted" : "active"'],
    ['member>support', 'isLeader', 'is_leader_in_dept[0] = true'],
    ['request>bug', 'isIncident', 'type = "Incident"'],
    ['approval>decision', 'isFinal', 'status in ["approved", "rejected"]'],
    ['record>row', '_is_deleted', 'ticketStatus = "5"'],
  ],
  'unused-source': [
    ['contact>user', 'name', '($first := $ifNull(FirstName, ""); $last := LastName; $last)'],
    ['dept>group', 'name', '($parent := parent_department_id; $substring(name, 0, 60))'],
    ['approval>decision', 'hours', '($from := start_time; $to := end_time; $round($to / 3600000))'],
  ],
  'lossy-number': [
    ['contact>user', 'score', 'Score__c'],
    ['dept>group', 'size', 'member_count * 1.5'],
    ['request>bug', 'replyMinutes', '$ifNull(metrics.reply_time_in_minutes.calendar, 0) / 60'],
    ['approval>decision', 'amount', 'amount'],
    ['record>row', 'call_seconds', '$average(calls.seconds)'],
    ['record>row', 'satisfaction_score', '$ifNull(commentScore, 3) * 2'],
  ],
} as const satisfies Readonly<Record<string, readonly ScenarioCase[]>>;

const correct: Readonly<Partial<Record<Route, Readonly<Record<string, readonly string[]>>>>> = {
  'contact>user': {
    name: [
      '$substring($join([LastName, $ifNull(FirstName, "")], " "), 0, 100)',
      'FirstName != null ? $substring(LastName & FirstName, 0, 100) : LastName',
    ],
    phone: [
      '($phone := $ifEmpty(MobilePhone, Phone); $phone != null ? $normalizePhone($phone))',
      'MobilePhone != null ? $normalizePhone(MobilePhone)',
    ],
    source: [
      '$lookup({"Web": "web", "Phone Inquiry": "phone", "Partner Referral": "partner", "Other": "other"}, LeadSource)',
      'LeadSource = "Web" ? "web" : LeadSource = "Phone Inquiry" ? "phone" : "other"',
    ],
    tags: ['Interests', '$distinct(Interests)', '[Interests[$ != ""]]', '$sort(Interests)'],
    addresses: [
      '[Addresses[city].{"type": kind = "billing" ? "bill" : "ship", "city": city, "street": street}]',
      `$map(Addresses, function($a) { {"type": $a.kind = "shipping" ? "ship" : "bill", "city": $a.city ?? "-",
        "street": $a.street} })[]`,
    ],
    organizationId: ['Account.Id ?? AccountId', 'AccountId'],
    birthday: ['Birthdate != null ? Birthdate'],
    score: ['$exists(Score__c) ? $min([100, $max([0, $round(Score__c)])])'],
    subscribed: ['HasOptedOutOfEmail = false', '$not(HasOptedOutOfEmail)'],
    note: ['$substring("CRM " & attributes.type & " " & ($exists(Account) ? " / " & Account.Name : ""), 0, 200)'],
    cases: ['NumberOfCases >= 0 and NumberOfCases <= 10000 ? NumberOfCases'],
  },
  'dept>group': {
    name: ['$substring(i18n_name.zh_cn ?? name, 0, 60)'],
    parentId: ['parent_department_id = "0" ? null : parent_department_id'],
    managers: [
      'leaders.leaderID[]',
      '[leaders[leaderType = 1].leaderID, leaders[leaderType = 2].leaderID]',
      '$filter(leaders, function($l) { $l.leaderType = 1 }).leaderID[]',
      '[leader_user_id[$ != null]]',
    ],
    order: ['$asInteger(order)', '$round($number(order))'],
    labels: [
      '$exists(i18n_name.zh_cn) ? {"zh": i18n_name.zh_cn, "en": i18n_name.en_us}',
      '{"zh": i18n_name.zh_cn ?? name, "en": i18n_name.en_us}',
    ],
    createdAt: ['$asDateTime(created, "Asia/Shanghai")'],
    description: ['$substring($join($distinct([name, i18n_name.en_us, i18n_name.ja_jp]), " / "), 0, 200)'],
    code: ['$substring(department_id, 0, 32)', '$uppercase($substring($pinyin(name, "initials"), 0, 32))'],
  },
  'member>support': {
    employeeNo: ['$substring(job_number, 0, 20)'],
    loginName: ['$substringBefore($ifEmpty(biz_mail, $ifEmpty(email, userid)), "@")'],
    email: ['biz_mail ?? email'],
    mobile: ['mobile = null ? "" : mobile', 'mobile[$ != null]'],
    departmentIds: ['$map(department, $string)[]', '$map(department, function($d) { "wc-" & $d })[]'],
    title: ['$substring(position, 0, 64)', '$substring(extattr.attrs[name = "职务"][0].value, 0, 64)'],
    managerId: ['direct_leader[0]', '$asSingle(direct_leader)'],
    status: [
      '$lookup({"1": "active", "2": "disabled", "4": "pending", "5": "departed"}, $string(status))',
      `$toTable(status, {"entries": [{"from": 1, "to": "active"}, {"from": 2, "to": "disabled"},
        {"from": 4, "to": "pending"}, {"from": 5, "to": "departed"}], "unmatched": {"policy": "fail"}})`,
    ],
    hiredAt: ['$exists(hired_date) ? $fromMillis(hired_date)', '$asDateTime(hired_date, "UTC")'],
    isLeader: ['1 in is_leader_in_dept', '$count(is_leader_in_dept[$ = 1]) > 0'],
    gender: ['gender = "1" ? "male" : gender = "2" ? "female" : "unknown"'],
  },
  'request>bug': {
    priority_label: [
      '$lookup({"low": "低", "normal": "中", "high": "高", "urgent": "紧急"}, $ifNull(priority, "normal"))',
      `$toTable($ifNull(priority, "normal"), {"entries": [{"from": "low", "to": "低"}, {"from": "normal", "to": "中"},
        {"from": "high", "to": "高"}, {"from": "urgent", "to": "紧急"}], "unmatched": {"policy": "fail"}})`,
    ],
    severity: ['type = "incident" ? 1 : type = "problem" ? 2 : 4'],
    labels: ['$substring($join(tags, "|"), 0, 255)'],
    attachments: [
      '[comments.attachments.{"name": file_name, "url": content_url, "kb": $ceil(size / 1024)}]',
      '[comments[public].attachments[size < 1048576].{"name": file_name, "url": content_url}]',
      '[comments@$c.$c.attachments@$a.{"name": $substring($c.author.name & "-" & $a.file_name, 0, 255), "url": $a.content_url}]',
    ],
    comments: [
      '[comments^(created_at).{"text": $substring($htmlToText(html_body), 0, 1000), "by": author.name, "at": created_at}]',
      '[comments[public = false].{"text": $substring(html_body, 0, 1000), "by": author.name, "at": created_at}]',
    ],
    due: ['due_at != null ? $asDate(due_at, "Asia/Shanghai")'],
    begin: ['$fromMillis($toMillis(created_at), "[Y0001]-[M01]-[D01]")'],
    status: [
      `$lookup({"new": "new", "open": "in_progress", "pending": "in_progress", "hold": "in_progress",
        "solved": "resolved", "closed": "closed"}, status)`,
      'status = "solved" ? "resolved" : status = "closed" ? "closed" : status = "new" ? "new" : "in_progress"',
    ],
    replyMinutes: ['metrics.reply_time_in_minutes.calendar != null ? metrics.reply_time_in_minutes.calendar'],
    isIncident: ['type = "incident"'],
    custom_field_1: ['custom_fields[id = 360001][0].value'],
  },
  'approval>decision': {
    result: [
      'status = "APPROVED" ? "approved" : status = "REJECTED" ? "rejected" : status = "PENDING" ? "pending" : "cancelled"',
    ],
    decidedAt: ['end_time > 0 ? $fromMillis(end_time)', '$asDateTime(end_time, "UTC")'],
    approver: ['task_list[status = "APPROVED"][-1].user_id', '$reverse(task_list^(end_time))[0].user_id'],
    approvers: ['[$distinct(task_list.user_id)]', '[task_list[status = "APPROVED"].user_id]'],
    comment: ['$substring($join(timeline[type = "REJECT"].comment, "\\n"), 0, 200)'],
    amount: ['$round(amount, 2)'],
    amountWords: ['$exists(amount) ? $substring($amountInWords(amount), 0, 100)'],
    steps: ['[timeline.{"who": user_id, "what": $lowercase(type), "at": $fromMillis(create_time)}]'],
    hours: ['$round((end_time - start_time) / 3600000, 1)'],
    isFinal: ['status in ["APPROVED", "REJECTED"]', 'status != "PENDING"'],
    date: ['$asDate(start_time, "Asia/Shanghai")', '$fromMillis(start_time, "[Y0001]-[M01]-[D01]")'],
  },
  'record>row': {
    status_label: [
      '["新建", "处理中", "挂起", "已解决", "已关闭"][$$.ticketStatus - 1]',
      '$lookup({"1": "新建", "2": "处理中", "3": "挂起", "4": "已解决", "5": "已关闭"}, $string(ticketStatus))',
    ],
    resolved_at: [
      '$asDateTime(solveDT, "Asia/Shanghai")',
      'solveDT = null ? null : $asDateTime(solveDT, "Asia/Shanghai")',
    ],
    customer_id: ['$string(companyId)'],
    agent_id: ['servicerUserId != null ? $string(servicerUserId)'],
    satisfaction_score: ['commentScore != null ? commentScore', '$ifNull(commentScore, 3)'],
    tags: [
      '$split(tags, ",")',
      '$filter($split(tags, /[,,]/), function($t) { $t != "" })[]',
      '[$split(tags, ",").$trim()]',
    ],
    custom_fields: ['custom_fields{key: value}', '$merge(custom_fields.{key: value})'],
    call_seconds: ['$sum(calls.seconds)', '$reduce(calls.seconds, function($a, $s) { $a + $s }, 0)'],
    wait_avg: ['$average(calls.waited)'],
    hash: ['$sha256($string(ticketId) & "|" & subject)'],
    resolution_seconds: [
      `solveDT != null ? $round(($asEpochMillis(solveDT, "Asia/Shanghai") - $asEpochMillis(createDT, "Asia/Shanghai"))
        / 1000)`,
    ],
    _is_deleted: ['ticketStatus = 5'],
  },
};

/** The same thing said in the ways in which people say it. */
export const scenarioCorrections = (
  Object.entries(correct) as [Route, Readonly<Record<string, readonly string[]>>][]
).flatMap(([route, members]) =>
  Object.entries(members).flatMap(([member, values]) => values.map((value) => ({ route, member, value }))),
);
