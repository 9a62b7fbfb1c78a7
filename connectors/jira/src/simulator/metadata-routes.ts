import type { JsonObject } from '@joinery/contracts';
import { offsetPageOf, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';
import { account } from './authorise.ts';
import { issueTypes, priorities, ticketField } from './seed.ts';

interface Asked {
  readonly Params: { readonly project: string; readonly type: string };
  readonly Querystring: { readonly startAt?: string; readonly maxResults?: string; readonly query?: string };
}

const path = '/rest/api/3';

/** Who and what there is on the site: for drop-downs and forms. */
export function metadataRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const page = (rows: readonly JsonObject[], query: Asked['Querystring'], url: string) => {
    const startAt = Number(query.startAt ?? 0);
    const maxResults = Math.min(200, Number(query.maxResults ?? 50));
    const { items, next } = offsetPageOf({ rows, limit: maxResults, offset: startAt, faults: box.faults, path: url });
    return { items, head: { startAt, maxResults, total: rows.length }, isLast: next === undefined };
  };
  app.get(`${path}/myself`, () => ({
    ...box.records.get('users', account.accountId),
    accountType: 'atlassian',
    timeZone: account.timeZone,
    locale: 'zh_CN',
  }));
  app.get<Asked>(`${path}/project/search`, ({ query, url }) => {
    const { items, head, isLast } = page(box.records.list('projects'), query, url);
    return { ...head, isLast, values: items };
  });
  app.get<Asked>(`${path}/priority/search`, ({ query, url }) => {
    const rows = priorities.map((name, index) => ({ id: String(index + 1), name, isDefault: name === 'Medium' }));
    const { items, head, isLast } = page(rows, query, url);
    return { ...head, isLast, values: items };
  });
  app.get<Asked>(`${path}/user/search`, ({ query, url }) => {
    const wanted = (query.query ?? '').toLowerCase();
    const rows = box.records
      .list('users')
      .filter((row) =>
        [row['displayName'], row['emailAddress']].some((text) => textOf(text).toLowerCase().startsWith(wanted)),
      );
    return page(rows, query, url).items;
  });
  app.get(`${path}/field`, () => fields);
  app.get<Asked>(`${path}/issue/createmeta/:project/issuetypes`, ({ params, query, url }, reply) => {
    if (!box.records.get('projects', params.project))
      return refuse(reply, 404, "No project could be found with key '" + params.project + "'.");
    const { items, head } = page(
      issueTypes.map((type) => ({ ...type, subtask: false })),
      query,
      url,
    );
    return { ...head, issueTypes: items };
  });
  app.get<Asked>(`${path}/issue/createmeta/:project/issuetypes/:type`, ({ query, url }) => {
    const { items, head } = page(creatable, query, url);
    return { ...head, fields: items };
  });
}

const fieldOf = (id: string, name: string, type: string): JsonObject => ({
  id,
  key: id,
  name,
  custom: id.startsWith('customfield_'),
  orderable: true,
  navigable: true,
  searchable: true,
  clauseNames: [id],
  schema: { type },
});

const fields = [
  fieldOf('summary', 'Summary', 'string'),
  fieldOf('description', 'Description', 'string'),
  fieldOf('project', 'Project', 'project'),
  fieldOf('issuetype', 'Issue Type', 'issuetype'),
  fieldOf('status', 'Status', 'status'),
  fieldOf('priority', 'Priority', 'priority'),
  fieldOf('resolution', 'Resolution', 'resolution'),
  fieldOf('labels', 'Labels', 'array'),
  fieldOf('assignee', 'Assignee', 'user'),
  fieldOf('reporter', 'Reporter', 'user'),
  fieldOf('created', 'Created', 'datetime'),
  fieldOf('updated', 'Updated', 'datetime'),
  fieldOf(ticketField, 'Ticket ID', 'string'),
];

const creatable = ['project', 'issuetype', 'summary', 'description', 'priority', 'labels', 'assignee', ticketField].map(
  (fieldId) => {
    const { name, schema } = fields.find(({ id }) => id === fieldId) as JsonObject;
    return {
      fieldId,
      key: fieldId,
      name: name ?? '',
      schema: schema ?? {},
      required: ['project', 'issuetype', 'summary'].includes(fieldId),
      hasDefaultValue: false,
    };
  },
);
