import type { MappingSource } from '@joinery/contracts';
import type { SchemaName } from './corpus-schemas.ts';
import { scenarioBases, scenarioCorrections, scenarioMistakes, scenarioRoutes } from './scenario-cases.ts';
import { shopBase, shopCorrections, shopMistakes } from './corpus-shop.ts';

/** The ways in which mappings go wrong. */
export const mistakeClasses = [
  'wrong-path',
  'missing-required',
  'wrong-type',
  'enum-uncovered',
  'too-long',
  'date-without-zone',
  'list-single',
  'null-into-required',
  'wrong-operand',
  'always-false',
  'unused-source',
  'lossy-number',
] as const;
export type MistakeClass = (typeof mistakeClasses)[number];

/** From which record to which. */
export type Route =
  'account>customer' | 'employee>agent' | 'ticket>issue' | 'order>sale' | 'shop>card' | keyof typeof scenarioRoutes;

export const routes: Readonly<Record<Route, readonly [SchemaName, SchemaName]>> = {
  'account>customer': ['account', 'customer'],
  'employee>agent': ['employee', 'agent'],
  'ticket>issue': ['ticket', 'issue'],
  'order>sale': ['order', 'sale'],
  'shop>card': ['shop', 'card'],
  ...scenarioRoutes,
};

/** A whole correct mapping per route; cases change one member of it. */
export const bases: Readonly<Record<Route, Readonly<Record<string, string>>>> = {
  'account>customer': {
    externalId: 'Id',
    name: 'Name',
    kind: '$lookup({"Customer": "customer", "Partner": "partner", "Prospect": "lead"}, Type)',
    phone: 'Phone',
    tags: 'Tags',
  },
  'employee>agent': {
    id: '$string(userId)',
    employeeNo: 'jobNumber',
    name: 'name',
    groupIds: '[departmentIds.$string()]',
    status: 'status = 8 ? "suspended" : "active"',
    email: '$ifNull(email, "")',
    hiredAt: '$asDateTime(hiredAt, "Asia/Shanghai")',
    title: 'position.title',
  },
  'ticket>issue': {
    project: '"SUP"',
    description: '$substring(description, 0, 32000)',
    createdAt: 'createdAt',
    labels: 'tags',
    summary: '$substring(subject, 0, 255)',
    issueType: '"Bug"',
    priority: 'priority = "urgent" ? "Highest" : priority = "high" ? "High" : "Medium"',
  },
  'order>sale': {
    id: 'orderNo',
    customerName: 'buyer.nick',
    lines: '[items.{"code": sku, "name": title, "amount": price, "quantity": qty}]',
    amount: 'total',
    paid: 'paid',
    note: '$substring($ifNull(remark, ""), 0, 200)',
    paidAt: '$asDateTime(paidAt, "Asia/Shanghai")',
  },
  'shop>card': shopBase,
  ...scenarioBases,
};

/** One member put into the base; without a value the member is left out. */
export interface Change {
  readonly route: Route;
  readonly member: string;
  readonly value?: string;
}

export type Mistake = Change & { readonly kind: MistakeClass };

const of =
  (kind: MistakeClass, route: Route) =>
  ([member, value]: readonly [string, string?]): Mistake => ({
    kind,
    route,
    member,
    ...(value === undefined ? {} : { value }),
  });

const all = (
  kind: MistakeClass,
  cases: Readonly<Partial<Record<Route, readonly (readonly [string, string?])[]>>>,
): readonly Mistake[] =>
  (Object.entries(cases) as [Route, readonly (readonly [string, string?])[]][]).flatMap(([route, list]) =>
    list.map(of(kind, route)),
  );

/** Mistakes as people make them, each put alone into a mapping that is right otherwise. */
export const mistakes: readonly Mistake[] = [
  ...mistakeClasses.flatMap((kind) => all(kind, { 'shop>card': shopMistakes[kind] })),
  ...mistakeClasses.flatMap((kind) => scenarioMistakes[kind].map(([route, ...change]) => of(kind, route)(change))),
  ...all('wrong-path', {
    'account>customer': [
      ['phone', 'phone'],
      ['code', 'AccountNumer'],
      ['city', 'BillingAddress.town'],
      ['city', 'Address.city'],
      ['tags', 'Labels'],
      ['contacts', '[Contacts.{"name": FullName & LastName}]'],
      ['owner', '{"id": Owner.Key}'],
      ['employees', 'Company.NumberOfEmployees'],
      ['telephone', 'Phone'],
    ],
    'employee>agent': [
      ['email', 'mail'],
      ['title', 'position.name'],
      ['phone', 'mobile.number'],
      ['title', '$uppercase(jobTitle)'],
      ['managerId', 'managers[0].userId'],
    ],
    'ticket>issue': [
      ['reporter', '{"name": requester.fullName}'],
      ['labels', 'tag'],
      ['comments', '[comments[visible].{"body": body, "author": author}]'],
      ['ticketId', '$string(ticket.id)'],
    ],
    'order>sale': [
      ['customerPhone', 'buyer.mobile'],
      ['note', '$$.comment'],
    ],
  }),
  ...all('missing-required', {
    'account>customer': [
      ['externalId'],
      ['name'],
      ['kind'],
      ['externalId', 'AccountNumber'],
      ['name', 'BillingAddress.city'],
      ['contacts', '[Contacts.{"email": Email}]'],
      ['owner', '{"name": Owner.Name}'],
      ['contacts', '[Contacts.{"name": FirstName}]'],
    ],
    'employee>agent': [
      ['id'],
      ['employeeNo'],
      ['groupIds'],
      ['status', 'status = 8 ? "suspended"'],
      ['name', 'managers[0].name'],
      ['employeeNo', 'position.code'],
    ],
    'ticket>issue': [
      ['project'],
      ['summary'],
      ['reporter', '{"email": requester.email}'],
      ['summary', 'comments[id = 1].body ~> $substring(0, 255)'],
    ],
    'order>sale': [['amount'], ['lines', '[items.{"code": sku, "amount": price}]'], ['customerName', 'buyer.phone']],
  }),
  ...all('wrong-type', {
    'account>customer': [
      ['employees', 'Name'],
      ['phone', 'NumberOfEmployees'],
      ['active', '"yes"'],
      ['revenue', '$string(AnnualRevenue)'],
      ['owner', 'Owner.Name'],
      ['name', 'Owner'],
      ['city', 'BillingAddress'],
      ['contacts', '[Contacts.LastName]'],
      ['active', '$count(Contacts)'],
      ['tags', '[NumberOfEmployees]'],
    ],
    'employee>agent': [
      ['id', 'userId'],
      ['managerId', 'jobNumber'],
      ['grade', 'name'],
      ['groupIds', '[departmentIds]'],
      ['name', 'status'],
    ],
    'ticket>issue': [
      ['storyPoints', 'priority & ""'],
      ['reporter', 'requester.name'],
      ['isPublic', 'channel = "web" ? 1 : 0'],
      ['ticketId', 'id'],
    ],
    'order>sale': [
      ['amount', '$formatNumber(total, "0.00")'],
      ['note', 'items[0]'],
    ],
  }),
  ...all('enum-uncovered', {
    'account>customer': [
      ['level', 'Rating != null ? Rating : "low"'],
      ['kind', 'Type'],
      ['kind', '$lowercase(Type)'],
      ['kind', '$lookup({"Customer": "customer", "Partner": "partner"}, Type)'],
      ['level', '"VIP"'],
      ['kind', 'Type = "Customer" ? "customer" : Type = "Partner" ? "partner"'],
      ['level', 'Industry = "Bank" ? "gold" : "normal"'],
      [
        'kind',
        '$toTable(Type, {"entries": [{"from": "Customer", "to": "customer"}], "unmatched": {"policy": "fail"}})',
      ],
      ['level', 'Name'],
    ],
    'employee>agent': [
      ['status', 'status = 1 ? "active" : status = 8 ? "suspended"'],
      ['status', 'status = 8 ? "inactive" : "active"'],
      ['gender', 'gender = 1 ? "M" : "F"'],
      [
        'status',
        '$toTable(status, {"entries": [{"from": 1, "to": "active"}, {"from": 8, "to": "suspended"}], "unmatched": {"policy": "omit"}})',
      ],
    ],
    'ticket>issue': [
      ['priority', 'priority != null ? priority : "Low"'],
      ['issueType', '"bug"'],
      ['priority', '$lookup({"low": "Low", "normal": "Medium", "high": "High"}, priority ?: "low")'],
      ['issueType', 'channel = "phone" ? "Incident" : "Task"'],
    ],
    'order>sale': [
      ['platform', 'channel'],
      ['platform', '$lookup({"taobao": "tb", "jd": "jd"}, channel)'],
      ['platform', 'channel = "taobao" ? "tb" : channel = "jd" ? "jd"'],
    ],
  }),
  ...all('too-long', {
    'account>customer': [
      ['note', '$ifNull(Description, "")'],
      ['code', 'Name'],
      ['city', 'Owner.Name'],
      ['phone', 'Name & " " & Id'],
      ['contacts', '[Contacts.{"name": LastName & " " & FirstName & " " & LastName}]'],
      ['owner', '{"id": Owner.Name}'],
      ['code', '"' + 'x'.repeat(41) + '"'],
    ],
    'employee>agent': [
      ['employeeNo', 'name'],
      ['name', 'name & " (" & jobNumber & ")"'],
      ['phone', 'position.title'],
      ['employeeNo', '"EMP-" & jobNumber'],
    ],
    'ticket>issue': [
      ['summary', 'subject'],
      ['project', 'number'],
      ['description', 'description'],
      ['ticketId', 'requester.name'],
      ['labels', '[requester.email]'],
    ],
    'order>sale': [
      ['note', 'buyer.address'],
      ['customerName', 'buyer.nick & orderNo'],
      ['lines', '[items.{"code": title, "amount": price, "quantity": qty}]'],
    ],
  }),
  ...all('date-without-zone', {
    'account>customer': [
      ['createdAt', 'LastVisit'],
      ['createdAt', 'FoundedOn'],
      ['createdAt', '"2026-01-01 08:00:00"'],
      ['createdAt', '$substring(CreatedDate, 0, 19)'],
      ['createdAt', '$fromMillis($toMillis(CreatedDate), "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]")'],
      ['createdAt', '$asLocalDateTime(CreatedDate, "Asia/Shanghai", "yyyy-MM-dd HH:mm:ss")'],
      ['createdAt', '$asDate(CreatedDate, "UTC")'],
    ],
    'employee>agent': [
      ['hiredAt', 'hiredAt'],
      ['hiredAt', 'entryDate'],
      ['hiredAt', 'entryDate & " 09:00:00"'],
      ['hiredAt', '$exists(hiredAt) ? hiredAt : entryDate'],
      ['hiredAt', '"2026-05-01"'],
    ],
    'ticket>issue': [
      ['dueAt', 'dueDate'],
      ['dueAt', '$string(dueDate)'],
      ['createdAt', '$substringBefore(createdAt, "Z")'],
      ['createdAt', '$replace(createdAt, "T", " ")'],
    ],
    'order>sale': [
      ['paidAt', 'paidAt'],
      ['paidAt', '$fromMillis(createdMs, "[Y]-[M01]-[D01]T[H01]:[m01]:[s01]")'],
      ['paidAt', '$replace(paidAt, "/", "-")'],
    ],
  }),
  ...all('list-single', {
    'account>customer': [
      ['code', 'Tags'],
      ['phone', 'Contacts.Phone'],
      ['tags', 'Tags[0]'],
      ['tags', '$distinct(Contacts.LastName)'],
      ['name', 'Contacts.LastName'],
      ['contacts', 'Contacts.{"name": LastName}'],
      ['city', '[BillingAddress.city]'],
      ['tags', '$join(Tags, ",")'],
      ['contacts', '{"name": Owner.Name}'],
    ],
    'employee>agent': [
      ['managerId', 'departmentIds'],
      ['groupIds', 'departmentIds.$string()'],
      ['groupIds', '$string(departmentIds[0])'],
      ['managerId', 'managers.id'],
    ],
    'ticket>issue': [
      ['labels', 'tags[0] ?? "none"'],
      ['ticketId', 'tags'],
      ['comments', 'comments[public].{"body": body, "author": author}'],
      ['labels', '$map(customFields, function($f) { $f.name })'],
    ],
    'order>sale': [
      ['lines', 'items.{"code": sku, "amount": price, "quantity": qty}'],
      ['firstCode', 'items.sku'],
      ['amount', 'items.price'],
    ],
  }),
  ...all('null-into-required', {
    'account>customer': [
      ['note', '$exists(Description) ? (Description = null ? null : $substring(Description, 0, 500)) : "-"'],
      ['code', '$exists(Industry) ? Industry : ""'],
      ['level', 'Rating = "Hot" ? "vip" : null'],
      ['phone', 'Contacts[0].Phone'],
      ['contacts', '[Contacts.{"name": LastName, "phone": Phone}]'],
      ['externalId', 'Industry ?? Id'],
      ['name', '$ifMissing(Industry, "-")'],
      ['city', 'null'],
      ['active', 'IsActive ? true : null'],
    ],
    'employee>agent': [
      ['email', 'email'],
      ['phone', 'mobile'],
      ['email', '$asString(email)'],
      ['phone', '$ifMissing(mobile, "")'],
      ['name', 'mobile ?? name'],
    ],
    'ticket>issue': [
      ['priority', 'priority = null ? null : "High"'],
      ['createdAt', 'solvedAt'],
      ['labels', '[customFields.value]'],
    ],
    'order>sale': [
      ['note', 'remark'],
      ['amount', 'discount ?? total'],
    ],
  }),
  ...all('wrong-operand', {
    'account>customer': [
      ['revenue', 'AnnualRevenue + "0"'],
      ['code', 'AccountNumber + Id'],
      ['name', '$uppercase(IsActive)'],
      ['employees', 'NumberOfEmployees * Name'],
      ['city', '$substring(BillingAddress, 0, 3)'],
      ['employees', '$length(NumberOfEmployees)'],
      ['revenue', '$sum(Tags)'],
      ['note', '$trim(Description)'],
      ['active', 'Name > 5'],
      ['revenue', '-Name'],
      ['code', '$uppercase(Tags)'],
    ],
    'employee>agent': [
      ['title', '$lowercase(userId)'],
      ['phone', '$replace(mobile, "-", "")'],
      ['grade', 'jobNumber - 1'],
      ['title', 'uppercase(name)'],
    ],
    'ticket>issue': [
      ['storyPoints', '$round(number)'],
      ['rating', '$floor(comments)'],
      ['isPublic', 'createdAt < 0'],
      ['ticketId', '$pad(id, 8)'],
    ],
    'order>sale': [
      ['amount', '$sum(items.title)'],
      ['note', '$joinn(items.title, ",")'],
      ['amount', 'total - buyer'],
    ],
  }),
  ...all('always-false', {
    'account>customer': [
      ['level', 'Rating = "hot" ? "vip" : "normal"'],
      ['level', 'Rating = 1 ? "vip" : "normal"'],
      ['active', 'IsActive = "true"'],
      ['level', 'Type = "Competitor" ? "low" : "normal"'],
      ['level', 'NumberOfEmployees = "100" ? "vip" : "normal"'],
      ['level', 'Name = null ? "low" : "normal"'],
      ['tags', 'Tags = "vip" ? Tags : []'],
      ['level', 'Type in ["customer", "partner"] ? "vip" : "low"'],
      ['employees', 'AccountNumber = null ? 0 : 1'],
    ],
    'employee>agent': [
      ['status', 'status = "8" ? "suspended" : "active"'],
      ['status', 'status = 9 ? "suspended" : "active"'],
      ['gender', 'gender = "1" ? "male" : "female"'],
      ['title', 'managers[id = "7"].name'],
    ],
    'ticket>issue': [
      ['issueType', 'channel = "Phone" ? "Task" : "Bug"'],
      ['labels', '[tags, requester.vip = "yes" ? "vip" : []]'],
      ['storyPoints', 'status = "done" ? 1 : 2'],
      ['comments', '[comments[public = "true"].{"body": body, "author": author}]'],
    ],
    'order>sale': [
      ['note', 'channel = "tmall" ? "T" : "-"'],
      ['paid', 'paid = 1'],
      ['lines', '[items[gift = 0].{"code": sku, "amount": price, "quantity": qty}]'],
    ],
  }),
  ...all('unused-source', {
    'account>customer': [
      ['code', '($phone := Phone; Id)'],
      ['city', '($a := BillingAddress; $b := $a.city; "-")'],
      ['note', '($n := Description; $m := Name; $m)'],
      ['tags', '($t := Tags; [])'],
      ['level', '($r := Rating; "vip")'],
    ],
    'employee>agent': [['title', '($p := position.title; name)']],
    'ticket>issue': [['labels', '($l := tags; ["support"])']],
    'order>sale': [['note', '($r := remark; "-")']],
  }),
  ...all('lossy-number', {
    'account>customer': [
      ['employees', 'AnnualRevenue'],
      ['employees', 'NumberOfEmployees / 2'],
      ['balance', 'Balance'],
      ['employees', '$average([1, NumberOfEmployees])'],
      ['employees', '$number(AccountNumber)'],
      ['employees', 'AnnualRevenue * 100'],
      ['employees', '2.5'],
      ['employees', '$asNumber(Phone)'],
    ],
    'employee>agent': [
      ['managerId', 'salary'],
      ['grade', 'salary / 1000'],
      ['grade', 'status = 8 ? 0 : 10'],
      ['managerId', '$sqrt(userId)'],
    ],
    'ticket>issue': [
      ['storyPoints', 'minutes / 60'],
      ['rating', 'score'],
      ['rating', '$round(score * 2)'],
      ['storyPoints', '$round(minutes / 60, 1)'],
      ['rating', '$round(score) + 5'],
    ],
    'order>sale': [
      ['cents', 'total * 100'],
      ['invoice', '$number(invoiceNo)'],
      ['lines', '[items.{"code": sku, "amount": price, "quantity": qty / 2}]'],
      ['lineCount', '$average(items.qty)'],
    ],
  }),
];

/** Values that are right for their member, in all the ways in which people write them. */
export const corrections: readonly Change[] = [
  ...scenarioCorrections,
  ...(
    [
      ...shopCorrections.map(([member, value]) => ['shop>card', member, [value]] as const),
      [
        'account>customer',
        'code',
        [
          'AccountNumber',
          '$substring(Name, 0, 10)',
          '"C-" & $substring(Id, 0, 18)',
          '$uppercase(AccountNumber)',
          'Id',
          '$trim(AccountNumber)',
          'AccountNumber ?? "none"',
          '$exists(AccountNumber) ? AccountNumber : Id',
          '$replace(Id, "-", "")',
          '$pad($substring(Id, 0, 8), 10)',
        ],
      ],
      [
        'account>customer',
        'phone',
        [
          'Phone',
          '$normalizePhone(Phone)',
          'Contacts[0].Phone ~> $ifNull("")',
          '$ifEmpty(Phone, "-")',
          'Phone ? Phone : "none"',
          '$mask(Phone, 3, 4)',
          '$exists(Phone) ? $replace(Phone, " ", "")',
          'Contacts[Primary][0].Phone ~> $ifNull("-")',
          '$string($number("12"))',
        ],
      ],
      [
        'account>customer',
        'level',
        [
          'Rating = "Hot" ? "vip" : "normal"',
          'Rating = "Hot" ? "vip" : Rating = "Warm" ? "normal" : "low"',
          '$ifNull($lookup({"Hot": "vip", "Warm": "normal", "Cold": "low"}, $ifNull(Rating, "Cold")), "low")',
          '"normal"',
          'NumberOfEmployees > 1000 ? "vip" : "normal"',
          '$toTable($ifNull(Rating, "Cold"), {"entries": [{"from": "Hot", "to": "vip"}, {"from": "Warm", "to": "normal"}, {"from": "Cold", "to": "low"}], "unmatched": {"policy": "fail"}})',
          'Rating != null and Rating = "Hot" ? "vip" : "low"',
          'Rating in ["Hot", "Warm"] ? "vip" : "low"',
          '$not($exists(Rating)) ? "low" : "normal"',
        ],
      ],
      [
        'account>customer',
        'kind',
        [
          'Type = "Customer" ? "customer" : Type = "Partner" ? "partner" : "lead"',
          '$toTable(Type, {"entries": [{"from": "Customer", "to": "customer"}, {"from": "Partner", "to": "partner"}], "unmatched": {"policy": "value", "value": "lead"}})',
          '"customer"',
          '($t := Type; $t = "Partner" ? "partner" : "customer")',
        ],
      ],
      [
        'account>customer',
        'employees',
        [
          'NumberOfEmployees',
          '$count(Contacts)',
          '$round(AnnualRevenue / 1000)',
          'NumberOfEmployees ?? 0',
          '$floor(AnnualRevenue)',
          'NumberOfEmployees + 1',
          '$asInteger($string(NumberOfEmployees))',
          '$length(Name)',
          '$max([NumberOfEmployees, 1])',
          '$sum([NumberOfEmployees, 5])',
          '$exists(NumberOfEmployees) ? NumberOfEmployees * 2 : 0',
        ],
      ],
      [
        'account>customer',
        'revenue',
        [
          'AnnualRevenue',
          'AnnualRevenue / 1000',
          '$round(AnnualRevenue, 2)',
          'NumberOfEmployees',
          '$number("12.5")',
          'AnnualRevenue * 1.13',
          '$abs(AnnualRevenue)',
          'Balance',
        ],
      ],
      ['account>customer', 'balance', ['$round(Balance, 2)', '10.25', '0']],
      [
        'account>customer',
        'city',
        [
          'BillingAddress.city',
          '$substring(BillingAddress.state, 0, 40)',
          '$exists(BillingAddress) ? BillingAddress.city : "-"',
          'BillingAddress.(city ? city : "unknown")',
          '$trim(BillingAddress.city)',
          '($a := BillingAddress; $a.city)',
        ],
      ],
      [
        'account>customer',
        'createdAt',
        [
          'CreatedDate',
          '$asDateTime(LastVisit, "Asia/Shanghai")',
          '$fromMillis($toMillis(CreatedDate))',
          '$now()',
          '$asDateTime(FoundedOn, "UTC")',
          'CreatedDate ? CreatedDate : $now()',
          '"2026-01-01T00:00:00+08:00"',
        ],
      ],
      [
        'account>customer',
        'foundedOn',
        ['FoundedOn', '$asDate(CreatedDate, "Asia/Shanghai")', '"2020-02-02"', '$substring(CreatedDate, 0, 10)'],
      ],
      [
        'account>customer',
        'active',
        [
          'IsActive',
          '$exists(Phone)',
          'NumberOfEmployees > 0',
          '$not(IsActive)',
          'Type = "Customer"',
          'IsActive and Type != "Prospect"',
          '$contains(Name, "Inc")',
          '$boolean(Phone)',
          '"vip" in Tags',
          '$asBoolean("1")',
        ],
      ],
      [
        'account>customer',
        'tags',
        [
          'Tags',
          '[Tags[0]]',
          '[Type]',
          '$asList(Tags[$ != "x"])',
          '$append(Tags, ["crm"])',
          '[Contacts.LastName.$substring(0, 30)]',
          '$split("a,b", ",")',
          '[]',
          '$asList($distinct(Tags))',
          '[Tags, "crm"]',
        ],
      ],
      [
        'account>customer',
        'contacts',
        [
          '[Contacts.{"name": LastName}]',
          '$exists(Contacts) ? (Contacts = null ? null : [Contacts.{"name": LastName, "email": Email}])',
          'Contacts.{"name": LastName, "phone": $ifNull(Phone, "")}[]',
          '[Contacts[Primary].{"name": FirstName & LastName}]',
          '$asList($map(Contacts, function($c) { {"name": $c.LastName} }))',
          '[Contacts[$exists(Email)].{"name": LastName, "email": Email}]',
          '[{"name": Owner.Name, "email": Owner.Email}]',
          '[Contacts^(LastName).{"name": LastName}]',
          '[Contacts[Phone != null].{"name": LastName, "phone": Phone}]',
        ],
      ],
      [
        'account>customer',
        'note',
        [
          '$substring($ifNull(Description, ""), 0, 500)',
          'Description != null ? $substring(Description, 0, 500)',
          '"from CRM"',
          '$join(Tags[0], "")',
          'Name & " / " & Type',
        ],
      ],
      [
        'account>customer',
        'owner',
        [
          '{"id": Owner.Id, "name": Owner.Name}',
          'Owner.{"id": Id}',
          '$merge([{"id": Owner.Id}, {"name": Name ~> $substring(0, 120)}])',
        ],
      ],
      [
        'employee>agent',
        'email',
        [
          '$ifNull(email, "")',
          'email != null ? email',
          'email ? email',
          '$lowercase($ifNull(email, "none"))',
          '$string(userId) & "@x.cn"',
        ],
      ],
      [
        'employee>agent',
        'phone',
        [
          '$ifNull(mobile, "")',
          'mobile != null ? $substring(mobile, 0, 20)',
          '$exists(mobile) and mobile != null ? mobile : "-"',
          '$normalizePhone($ifNull(mobile, ""))',
          '$not(mobile = null) ? mobile',
        ],
      ],
      [
        'employee>agent',
        'groupIds',
        [
          '[departmentIds.$string()]',
          '$asList($map(departmentIds, $string))',
          '["all"]',
          '[$string(departmentIds[0])]',
          'departmentIds.$string()[]',
        ],
      ],
      [
        'employee>agent',
        'status',
        [
          'status in [1, 2, 3] ? "active" : "suspended"',
          'status != 8 ? "active" : "suspended"',
          '$toTable(status, {"entries": [{"from": 8, "to": "suspended"}], "unmatched": {"policy": "value", "value": "active"}})',
          '$exists(lastWorkDate) and lastWorkDate != null ? "suspended" : "active"',
        ],
      ],
      [
        'employee>agent',
        'gender',
        [
          'gender = 1 ? "male" : gender = 0 ? "female" : "unknown"',
          '"unknown"',
          '$ifNull(gender, 2) = 1 ? "male" : "unknown"',
        ],
      ],
      [
        'employee>agent',
        'hiredAt',
        [
          '$asDateTime(entryDate, "Asia/Shanghai")',
          '$asDateTime(hiredAt, "Asia/Shanghai")',
          '$exists(hiredAt) ? $asDateTime(hiredAt, "Asia/Shanghai")',
        ],
      ],
      [
        'employee>agent',
        'title',
        [
          'position.title',
          'position.title ?? "-"',
          'position ? position.title',
          '$uppercase(position.code)',
          '$join(managers[0].name, "")',
          'position.(code & ":" & $substring(title, 0, 70))',
        ],
      ],
      [
        'employee>agent',
        'managerId',
        [
          'managers[0].id',
          'userId',
          '$asInteger(jobNumber)',
          '$max(departmentIds)',
          'departmentIds[0]',
          'managers[0] ? managers[0].id',
          '$round(salary)',
        ],
      ],
      ['employee>agent', 'grade', ['1', 'status', 'status = 8 ? 9 : 1', '$count(departmentIds) > 3 ? 3 : 2']],
      [
        'ticket>issue',
        'summary',
        [
          '"[" & number & "] " & $substring(subject, 0, 230)',
          '$substring(subject, 0, 200)',
          '$htmlToText($substring(subject, 0, 255)) ~> $substring(0, 255)',
          '$substringBefore($substring(subject, 0, 100), "x")',
        ],
      ],
      [
        'ticket>issue',
        'issueType',
        [
          'status = "new" ? "Bug" : "Task"',
          '"Story"',
          'channel = "phone" ? "Task" : "Bug"',
          '$contains(subject, "error") ? "Bug" : "Task"',
        ],
      ],
      [
        'ticket>issue',
        'priority',
        [
          '$lookup({"low": "Low", "normal": "Medium", "high": "High", "urgent": "Highest"}, $ifNull(priority, "low"))',
          'priority = null ? "Low" : "High"',
          '$ifNull(priority, "x") = "urgent" ? "Highest" : "Medium"',
          'priority = "low" ? "Low" : priority = "normal" ? "Medium" : "High"',
        ],
      ],
      [
        'ticket>issue',
        'labels',
        [
          'tags',
          '[tags, "service"]',
          '[channel]',
          '$append(tags, "sc")',
          '$asList(tags.$lowercase())',
          '[status, number]',
        ],
      ],
      [
        'ticket>issue',
        'reporter',
        [
          'requester.{"name": name, "email": email}',
          '{"name": requester.name}',
          '{"name": assignee.name ?? "none", "email": requester.email}',
        ],
      ],
      [
        'ticket>issue',
        'comments',
        [
          '[comments.{"body": body, "author": author}]',
          '[comments[public].{"body": body, "author": author}]',
          'comments[at > "2026"].{"body": body, "author": author}[]',
          '[$filter(comments, function($c) { $c.public }).{"body": body, "author": author}]',
          '[comments^(>at)[[0..4]].{"body": body, "author": author}]',
          '[comments.{"body": "(" & author & ")", "author": author, "x": null} ~> |$|{}, ["x"]|]',
        ],
      ],
      [
        'ticket>issue',
        'storyPoints',
        [
          '$round(minutes / 60)',
          '$count(comments)',
          '3',
          '$ceil(minutes)',
          '$exists(minutes) ? $floor(minutes / 30) : 1',
        ],
      ],
      ['ticket>issue', 'rating', ['$round(score / 2)', '5', 'score > 5 ? 5 : 1', '$floor(score / 2)']],
      [
        'ticket>issue',
        'dueAt',
        [
          '$asDateTime(dueDate, "Asia/Shanghai")',
          'createdAt',
          'solvedAt != null ? solvedAt',
          '$ifNull(solvedAt, createdAt)',
        ],
      ],
      ['ticket>issue', 'ticketId', ['number', '$string(id)', '"SC-" & $substring(number, 0, 17)', '$asString(id)']],
      [
        'ticket>issue',
        'isPublic',
        [
          'comments[0].public',
          'requester.vip',
          'channel = "web"',
          '$count(comments[public]) > 0',
          'requester.vip = true',
        ],
      ],
      [
        'order>sale',
        'lines',
        [
          '[items.{"code": sku, "amount": price * qty, "quantity": qty}]',
          '[items[gift != true].{"code": sku, "name": title, "amount": price, "quantity": qty}]',
          '$asList($map(items, function($i) { {"code": $i.sku, "amount": $i.price, "quantity": $i.qty} }))',
          'items.{"code": sku, "amount": price, "quantity": qty}[]',
          '[items{sku: $sum(qty)} ~> $each(function($v, $k) { {"code": $k, "amount": 0, "quantity": $v} })]',
        ],
      ],
      [
        'order>sale',
        'amount',
        [
          '$sum(items.(price * qty))',
          'total - $ifNull(discount, 0)',
          '$round(total, 2)',
          'total * 0.94',
          '$max(items.price) ?? 0',
          'discount != null ? total - discount : total',
        ],
      ],
      ['order>sale', 'cents', ['$round(total * 100)', '$count(items)', '$sum(items.qty)']],
      [
        'order>sale',
        'paidAt',
        [
          '$fromMillis(createdMs)',
          '$asDateTime(createdMs, "UTC")',
          '$asDateTime(paidAt, "Asia/Shanghai", "yyyy-MM-dd HH:mm:ss")',
          '$now()',
        ],
      ],
      [
        'order>sale',
        'platform',
        [
          '$lookup({"taobao": "tb", "jd": "jd", "douyin": "dy"}, channel)',
          'channel = "taobao" ? "tb" : channel = "jd" ? "jd" : "dy"',
          '$toTable(channel, {"entries": [{"from": "taobao", "to": "tb"}, {"from": "jd", "to": "jd"}, {"from": "douyin", "to": "dy"}], "unmatched": {"policy": "fail"}})',
          'channel = "jd" ? "jd" : "tb"',
        ],
      ],
      [
        'order>sale',
        'note',
        [
          '$substring($ifNull(remark, ""), 0, 200)',
          'remark != null ? $substring(remark, 0, 200)',
          '$substring(buyer.address, 0, 200)',
          '$string($count(items)) & " items"',
        ],
      ],
      [
        'order>sale',
        'firstCode',
        [
          'items[0].sku',
          'items[gift = true][0].sku',
          '$sort(items.sku)[0]',
          '(items^(price))[0].sku',
          'items[-1].sku ?? "-"',
        ],
      ],
      [
        'order>sale',
        'customerPhone',
        ['buyer.phone', '$normalizePhone(buyer.phone)', '$mask(buyer.phone, 3, 2)', 'buyer.phone ?? "-"'],
      ],
      ['order>sale', 'paid', ['paid', 'total > 0', 'paid = true', '$exists(invoiceNo)']],
    ] as readonly (readonly [Route, string, readonly string[]])[]
  ).flatMap(([route, member, values]) => values.map((value) => ({ route, member, value }))),
];

/** A source field that was forgotten although a target waits for it: whole mappings over small records. */
export interface WholeCase {
  readonly source: Readonly<Record<string, string>>;
  readonly target: Readonly<Record<string, string>>;
  readonly mapping: string | MappingSource;
}

/** Records by name and type; `!` marks what always comes. */
export const forgotten: readonly WholeCase[] = [
  {
    source: { 'id!': 'string', 'name!': 'string', phone: 'string' },
    target: { 'id!': 'string', 'name!': 'string', phone: 'string' },
    mapping: '{"id": id, "name": name}',
  },
  {
    source: { 'Id!': 'string', Email: 'string' },
    target: { 'externalId!': 'string', email: 'string' },
    mapping: '{"externalId": Id}',
  },
  {
    source: { '客户名称!': 'string', 联系电话: 'string' },
    target: { 'name!': 'string', phone: 'string' },
    mapping: '{"name": 客户名称}',
  },
  {
    source: { 'userid!': 'string', mobile: 'string', job_title: 'string' },
    target: { 'id!': 'string', mobile: 'string', title: 'string' },
    mapping: '{"id": userid, "title": job_title}',
  },
  {
    source: { 'subject!': 'string', 'content!': 'string' },
    target: { 'subject!': 'string', description: 'string' },
    mapping: '{"subject": subject}',
  },
  {
    source: { 'title!': 'string', pri: 'integer', severity: 'integer' },
    target: { 'title!': 'string', priority: 'integer', severity: 'integer' },
    mapping: '{"title": title, "severity": severity}',
  },
  {
    source: { 'orderNo!': 'string', amount: 'number' },
    target: { 'orderNo!': 'string', amount: 'number' },
    mapping: '{"orderNo": orderNo}',
  },
  {
    source: { 'name!': 'string', website: 'string', industry: 'string' },
    target: { 'name!': 'string', website: 'string', industry: 'string' },
    mapping: {
      kind: 'fields',
      fields: [
        { target: ['name'], source: { kind: 'path', path: ['name'] } },
        { target: ['industry'], source: { kind: 'path', path: ['industry'] } },
      ],
    },
  },
  {
    source: { 'a!': 'string', 'b!': 'string', 'c!': 'string', 'd!': 'string' },
    target: { 'all!': 'string' },
    mapping: '{"all": a & b & c}',
  },
  {
    source: { '工单编号!': 'string', 优先级: 'string' },
    target: { 'number!': 'string', priority: 'string' },
    mapping: '{"number": 工单编号}',
  },
  {
    source: { 'userid!': 'string', 'name!': 'string', mobile: 'string', org_email: 'string' },
    target: { 'externalId!': 'string', 'name!': 'string', mobile: 'string', email: 'string' },
    mapping: '{"externalId": userid, "name": name, "mobile": mobile}',
  },
  {
    source: { '部门编号!': 'string', '部门名称!': 'string', 负责人: 'string' },
    target: { 'code!': 'string', 'name!': 'string', manager: 'string' },
    mapping: '{"code": 部门编号, "name": 部门名称}',
  },
  {
    source: { 'id!': 'string', 'created_at!': 'string', satisfaction_rating: 'integer' },
    target: { 'id!': 'string', 'createdAt!': 'string', satisfactionScore: 'integer' },
    mapping: '{"id": id, "createdAt": created_at}',
  },
  {
    source: { '订单号!': 'string', '收货人!': 'string', 收货电话: 'string' },
    target: { 'orderNo!': 'string', 'receiver!': 'string', receiverPhone: 'string' },
    mapping: '{"orderNo": 订单号, "receiver": 收货人}',
  },
  {
    source: { 'ticket_id!': 'integer', 'subject!': 'string', due_date: 'string' },
    target: { 'id!': 'integer', 'title!': 'string', dueDate: 'string' },
    mapping: '{"id": ticket_id, "title": subject}',
  },
  {
    source: { 'userId!': 'string', 'realName!': 'string', deptName: 'string' },
    target: { 'id!': 'string', 'name!': 'string', department: 'string' },
    mapping: '{"id": userId, "name": $trim(realName)}',
  },
  {
    source: { 'sku!': 'string', 'price!': 'number', stock: 'integer' },
    target: { 'code!': 'string', 'price!': 'number', quantity: 'integer' },
    mapping: '{"code": sku, "price": $round(price, 2)}',
  },
  {
    source: { 'serialNo!': 'string', 'model!': 'string', warrantyEnd: 'string' },
    target: { 'serial!': 'string', 'model!': 'string', warrantyUntil: 'string' },
    mapping: '($m := model; {"serial": serialNo, "model": $m})',
  },
  {
    source: { 'caller!': 'string', 'agent!': 'string', duration: 'number' },
    target: { 'phone!': 'string', 'agentName!': 'string', talkSeconds: 'number' },
    mapping: '{"phone": caller, "agentName": agent}',
  },
];
