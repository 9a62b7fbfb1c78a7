import type { Template } from '@joinery/contracts';
import { action, alike, asScheduled, expression, flow, lookUp, onEvent, roles, schedules, via } from './pieces.ts';

/** A change in the core is told at once; Salesforce is looked at by schedule. */
const toldByCore = (noun: string) => [
  {
    side: 'b',
    trigger: `${noun}-event-received`,
    settings: { events: [`${noun}.created`, `${noun}.updated`, `${noun}.deleted`] },
    id: `${noun}.id`,
    deleted: `type = "${noun}.deleted"`,
  },
];

/** Sales and service see the same customer: master data is the CRM's, what service knows comes back as cases. */
export const customersSalesforce: Template = {
  name: 'customers-salesforce',
  scenario: 'customer-data',
  title: { zh: '客户数据互通:Salesforce 与客服核心', en: 'Customer data: Salesforce and the core' },
  summary: {
    zh: '客户与联系人双向同步,名称、级别与行业以 CRM 为准,联系方式以后改的为准;工单的进展与满意度回到 CRM 个案。',
    en: 'Customers and contacts both ways: names, level and industry are the CRM’s, of phones and addresses the later edit counts. Tickets and satisfaction come back as cases.',
  },
  connections: [roles.salesforce, roles.core],
  choices: { type: 'object', additionalProperties: false, properties: schedules },
  words: {
    account: { zh: '查找客户', en: 'Find the account' },
    case: { zh: '写入个案', en: 'Write the case' },
    rated: { zh: '已评价', en: 'Was rated' },
    rating: { zh: '读取评价', en: 'Read the rating' },
    tell: { zh: '评价写入个案备注', en: 'Rating as a comment of the case' },
    score: { zh: '客户满意度(1 至 5):', en: 'Satisfaction (1 to 5): ' },
  },
  parts: [
    {
      key: 'customers',
      kind: 'sync',
      title: { zh: '客户:Salesforce ⇄ 客服核心', en: 'Customers: Salesforce ⇄ core' },
      summary: { zh: '按客户编号或名称认出已有客户。', en: 'Recognised by code or name.' },
      document: {
        version: 1,
        a: { ...via('crm'), object: 'account' },
        b: { ...via('core'), object: 'customer' },
        direction: 'both',
        match: [alike(['AccountNumber'], ['code'], 'exact'), alike(['Name'], ['name'], 'name')],
        mappings: {
          aToB: expression(`{
            "name": Name,
            "code": AccountNumber,
            "industry": Industry,
            "level": Rating ? $lookup({"Hot": "svip", "Warm": "vip", "Cold": "normal"}, Rating),
            "phone": Phone,
            "website": Website,
            "description": Description
          }`),
          bToA: expression(`{
            "Name": name,
            "AccountNumber": code,
            "Phone": phone,
            "Website": website,
            "Description": description
          }`),
        },
        fields: [
          { a: ['Name'], b: ['name'], owner: 'a' },
          { a: ['AccountNumber'], b: ['code'], owner: 'a' },
          { a: ['Phone'], b: ['phone'], owner: 'latest' },
          { a: ['Website'], b: ['website'], owner: 'latest' },
          { a: ['Description'], b: ['description'], owner: 'latest' },
        ],
        realTime: toldByCore('customer'),
        ...asScheduled,
      },
    },
    {
      key: 'contacts',
      kind: 'sync',
      title: { zh: '联系人:Salesforce ⇄ 客服核心', en: 'Contacts: Salesforce ⇄ core' },
      summary: { zh: '按邮箱或手机认出;随客户关联。', en: 'Recognised by mail or mobile; linked to their customers.' },
      document: {
        version: 1,
        a: { ...via('crm'), object: 'contact' },
        b: { ...via('core'), object: 'contact' },
        direction: 'both',
        match: [alike(['Email'], ['email'], 'mail'), alike(['MobilePhone'], ['mobile'], 'phone')],
        mappings: {
          aToB: expression(`{
            "name": FirstName ? LastName & FirstName : LastName,
            "lastName": LastName,
            "firstName": FirstName,
            "email": Email,
            "mobile": MobilePhone ? $normalizePhone(MobilePhone),
            "title": Title,
            "customerId": $linked.customer
          }`),
          bToA: expression(`{
            "LastName": lastName ? lastName : name,
            "FirstName": firstName,
            "Email": email,
            "MobilePhone": mobile,
            "Title": title,
            "AccountId": $linked.customer
          }`),
        },
        fields: [
          { a: ['LastName'], b: ['lastName'], owner: 'latest' },
          { a: ['FirstName'], b: ['firstName'], owner: 'latest' },
          { a: ['Email'], b: ['email'], owner: 'latest' },
          { a: ['MobilePhone'], b: ['mobile'], owner: 'latest' },
          { a: ['Title'], b: ['title'], owner: 'latest' },
          { a: ['AccountId'], b: ['customerId'], owner: 'a' },
        ],
        references: [{ name: 'customer', syncId: '@{parts.customers}', a: ['AccountId'], b: ['customerId'] }],
        realTime: toldByCore('contact'),
        ...asScheduled,
      },
    },
    {
      key: 'cases',
      kind: 'flow',
      title: { zh: '工单与满意度回到 Salesforce', en: 'Tickets and satisfaction in Salesforce' },
      summary: { zh: '每张工单是一个个案;评价写入备注。', en: 'A case per ticket; ratings become comments.' },
      document: flow({
        trigger: onEvent('core', 'ticket-event-received', {
          settings: { events: ['ticket.created', 'ticket.updated'] },
        }),
        steps: [
          lookUp({
            id: 'account',
            label: '@{words.account}',
            role: 'crm',
            action: 'query',
            input: `{
              "soql": "SELECT Id FROM Account WHERE AccountNumber = '" &
                $replace($replace($string(trigger.customer.code), "\\\\", "\\\\\\\\"), "'", "\\\\'") & "'"
            }`,
            collect: 'item.Id',
          }),
          action({
            id: 'case',
            label: '@{words.case}',
            role: 'crm',
            action: 'upsert-record',
            input: `{
              "object": "Case",
              "externalId": trigger.ticket.number,
              "record": {
                "Subject": $substring(trigger.ticket.subject, 0, 255),
                "Description": trigger.ticket.description,
                "Status": $lookup(
                  {"new": "New", "open": "Working", "pending": "Working", "on_hold": "Escalated", "resolved": "Closed", "closed": "Closed"},
                  trigger.ticket.status
                ),
                "Priority": $lookup({"low": "Low", "normal": "Medium", "high": "High", "urgent": "High"}, trigger.ticket.priority),
                "Origin": $lookup({"phone": "Phone", "email": "Email"}, trigger.ticket.channel),
                "AccountId": steps.account.results[0]
              }
            }`,
          }),
          {
            id: 'rated',
            label: '@{words.rated}',
            kind: 'filter',
            when: '"satisfactionId" in trigger.changes and $exists(trigger.ticket.satisfactionId)',
          },
          action({
            id: 'rating',
            label: '@{words.rating}',
            role: 'core',
            action: 'get-satisfaction-rating',
            input: '{"id": trigger.ticket.satisfactionId}',
          }),
          action({
            id: 'tell',
            label: '@{words.tell}',
            role: 'crm',
            action: 'create-record',
            input: `{
              "object": "CaseComment",
              "record": {
                "ParentId": steps.case.id,
                "CommentBody": @{words.score} & $string(steps.rating.score) & (steps.rating.comment ? "\\n" & steps.rating.comment : "")
              }
            }`,
          }),
        ],
        lines: ['trigger → account → case → rated → rating → tell'],
        // The later state of a ticket is written last.
        settings: { orderingKey: 'trigger.ticket.id' },
      }),
    },
  ],
};
