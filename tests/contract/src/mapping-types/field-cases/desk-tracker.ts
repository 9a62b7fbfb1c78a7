import { boolean, choice, day, integer, list, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** Tickets of a help desk into an issue tracker. */
export const deskTracker: FieldCases = {
  source: object(
    {
      ticket: object({
        id: integer,
        subject: { type: ['string', 'null'], maxLength: 150 },
        type: nullable(choice('question', 'incident', 'problem', 'task')),
        priority: { enum: ['urgent', 'high', 'normal', 'low', null] },
        tags: list(text(40)),
        created_at: moment,
        'due_at?': nullable(moment),
        'satisfaction?': {
          anyOf: [
            object({ score: { type: 'integer', minimum: 1, maximum: 5 }, 'comment?': nullable(text(500)) }),
            { type: 'null' },
          ],
        },
        custom_fields: list(object({ id: integer, value: { type: ['string', 'number', 'boolean', 'null'] } })),
        via: object({
          channel: choice('email', 'web', 'api', 'voice'),
          'source?': object({ 'from?': object({ 'address?': text(100) }) }),
        }),
      }),
      requester: object({
        id: integer,
        name: text(80),
        'email?': nullable(text(100)),
        locale: { type: 'string', pattern: '^[a-z]{2}-[A-Z]{2}$' },
      }),
      'organization?': nullable(object({ id: integer, name: text(120), 'tier?': choice('free', 'pro', 'enterprise') })),
      comments: list(
        object({
          id: integer,
          author_id: integer,
          html_body: text(60_000),
          public: boolean,
          created_at: moment,
          'attachments?': list(
            object({ file_name: text(200), size: { type: 'integer', minimum: 0 }, content_url: text(500) }),
          ),
        }),
      ),
      metrics: object({
        reply_minutes: { type: ['integer', 'null'] },
        'full_hours?': number,
        reopens: { type: 'integer', minimum: 0 },
      }),
    },
    true,
  ),
  target: object({
    project: { type: 'string', pattern: '^[A-Z]{2,6}$' },
    summary: text(150),
    issuetype: object({ name: choice('Bug', 'Task', 'Question') }),
    priority: object({ id: choice('1', '2', '3', '4') }),
    'labels?': list(text(40)),
    'description?': text(32_767),
    'duedate?': day,
    'created?': moment,
    'reporterEmail?': text(100),
    'components?': list(object({ name: text(120) })),
    'attachments?': list(object({ name: text(200), 'kb?': integer })),
    'reopens?': integer,
    'responseHours?': integer,
    'score?': { type: 'integer', minimum: 1, maximum: 5 },
    'language?': { type: 'string', maxLength: 2 },
    'externalId?': text(20),
    'public?': boolean,
    comments: list(object({ body: text(32_767), createdAt: moment, 'visibility?': choice('public', 'internal') })),
  }),
  base: {
    project: '"SUP"',
    summary: '$ifNull(ticket.subject, "-")',
    issuetype:
      '{"name": ticket.type = "question" ? "Question" : ticket.type in ["incident", "problem"] ? "Bug" : "Task"}',
    priority:
      '{"id": ticket.priority = "urgent" ? "1" : ticket.priority = "high" ? "2" : ticket.priority = "low" ? "4" : "3"}',
    comments: '[comments.{"body": $substring($htmlToText(html_body), 0, 32767), "createdAt": created_at}]',
  },
  mistakes: {
    'wrong-path': [
      ['reporterEmail', '$lowercase(ticket.requester.email)'],
      ['attachments', '[comments.attachments.{"name": filename}]'],
    ],
    'missing-required': [
      [
        'comments',
        '[comments.{"body": $substring($htmlToText(html_body), 0, 32767), "visibility": public ? "public" : "internal"}]',
      ],
    ],
    'wrong-type': [
      ['issuetype', 'ticket.type = "question" ? "Question" : "Task"'],
      ['externalId', 'ticket.id'],
    ],
    'enum-uncovered': [
      [
        'priority',
        '{"id": $string($lookup({"urgent": 1, "high": 2, "normal": 3, "low": 5}, $ifNull(ticket.priority, "normal")))}',
      ],
      ['issuetype', '{"name": $ifNull(ticket.type, "Task")}'],
    ],
    'too-long': [
      ['summary', '"[#" & ticket.id & "] " & $ifNull(ticket.subject, "")'],
      ['language', 'requester.locale'],
    ],
    'date-without-zone': [
      ['created', '$substring(ticket.created_at, 0, 19)'],
      ['created', '$substringBefore(ticket.created_at, "Z")'],
    ],
    'list-single': [
      ['labels', 'organization.tier'],
      ['reporterEmail', 'comments[public].attachments.file_name'],
    ],
    'null-into-required': [
      ['summary', 'ticket.subject'],
      ['priority', '{"id": ticket.priority = null ? null : "3"}'],
    ],
    'wrong-operand': [
      ['responseHours', '$round(metrics.full_hours + requester.locale)'],
      ['summary', '$uppercase(ticket.id) & " " & requester.name'],
    ],
    'always-false': [
      ['public', '$count(comments[public = "yes"]) > 0'],
      ['issuetype', '{"name": ticket.type = "bug" ? "Bug" : "Task"}'],
    ],
    'unused-source': [
      ['labels', '($tier := organization.tier; $t := ticket.tags; [$t])'],
      ['externalId', '(\n  $ref := "ZD-" & ticket.id;\n  $name := requester.name;\n  $ref\n)'],
    ],
    'lossy-number': [
      ['responseHours', 'metrics.full_hours'],
      ['attachments', '[comments.attachments.{"name": file_name, "kb": size / 1024}]'],
    ],
  },
  correct: [
    ['summary', 'ticket.subject ? ticket.subject : "(无主题)"'],
    ['summary', '$substring("[#" & ticket.id & "] " & $ifNull(ticket.subject, ""), 0, 150)'],
    ['summary', 'ticket.subject = null ? "Ticket " & ticket.id : ticket.subject'],
    [
      'priority',
      '{"id": $string($lookup({"urgent": 1, "high": 2, "normal": 3, "low": 4}, $ifNull(ticket.priority, "normal")))}',
    ],
    [
      'priority',
      '{"id": $toTable(ticket.priority, {"entries": [{"from": "urgent", "to": "1"}, {"from": "high", "to": "2"}], "unmatched": {"policy": "value", "value": "3"}})}',
    ],
    ['priority', '($p := ticket.priority; {"id": $p = "urgent" ? "1" : $p = "high" ? "2" : "3"})'],
    ['labels', 'ticket.tags'],
    ['labels', '[ticket.tags, organization.tier]'],
    ['labels', '$append(ticket.tags, ["zendesk"])'],
    ['labels', '[$map(ticket.tags, function($t) { $replace($lowercase($t), /\\s+/, "_") })]'],
    ['labels', '[ticket.tags[$not($ in ["vip", "spam"])]]'],
    ['labels', '[ticket.tags.$lowercase()]'],
    ['description', '$substring($join(comments^(created_at).$htmlToText(html_body), "\\n---\\n"), 0, 32767)'],
    ['description', 'comments[0].html_body ~> $htmlToText ~> $substring(0, 32767)'],
    ['duedate', '$asDate(ticket.due_at != null ? ticket.due_at, "Asia/Shanghai")'],
    ['duedate', 'ticket.due_at ? $substring(ticket.due_at, 0, 10)'],
    ['reporterEmail', 'requester.email ? requester.email : ticket.via.source.from.address'],
    ['reporterEmail', '$ifNull(requester.email, "")'],
    ['components', 'organization ? [organization.{"name": name}]'],
    ['components', '[$exists(organization.name) ? {"name": organization.name} : []]'],
    ['attachments', '[comments.attachments.{"name": file_name, "kb": $ceil(size / 1024)}]'],
    ['attachments', '[comments[public].attachments[size > 0].{"name": file_name}]'],
    ['responseHours', '$round(metrics.full_hours)'],
    ['responseHours', 'metrics.reply_minutes != null ? $ceil(metrics.reply_minutes / 60)'],
    ['score', 'ticket.satisfaction.score'],
    ['score', 'ticket.satisfaction ? ticket.satisfaction.score'],
    ['language', '$substring(requester.locale, 0, 2)'],
    ['language', '$substringBefore(requester.locale, "-")'],
    ['language', '$split(requester.locale, "-")[0]'],
    ['externalId', '$string(ticket.id)'],
    ['externalId', '"" & ticket.id'],
    ['public', 'true in comments.public'],
    ['public', '$count(comments[public]) > 0'],
    ['public', '$exists(comments[public = true])'],
    ['created', '$min(comments.$toMillis(created_at)) ~> $fromMillis'],
    [
      'comments',
      '[comments^(created_at).{"body": $substring($htmlToText(html_body), 0, 32767), "createdAt": created_at, "visibility": public ? "public" : "internal"}]',
    ],
    [
      'comments',
      '[$filter(comments, function($c) { $c.public }) ~> $map(function($c) { {"body": $substring($c.html_body, 0, 32767), "createdAt": $c.created_at} })]',
    ],
    ['externalId', '($f := ticket.custom_fields[id = 360001]; $exists($f) ? $substring($string($f[0].value), 0, 20))'],
  ],
};
