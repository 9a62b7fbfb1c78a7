import type { ConnectorManifestInput } from '@joinery/contracts';

type Options = NonNullable<ConnectorManifestInput['options']>;
type Operation = Options[string]['operation'];

const values = (path: string): Operation => ({
  kind: 'request',
  request: { method: 'GET', path },
  pagination: {
    kind: 'offset',
    items: 'body.values',
    send: { in: 'query', name: 'startAt' },
    size: { send: { in: 'query', name: 'maxResults' }, value: 50 },
    more: '$not(body.isLast)',
  },
});

/** Drop-downs: projects, the types a project has, priorities. */
export const options: Options = {
  projects: { operation: values('/project/search'), value: 'item.key', label: "item.name & ' (' & item.key & ')'" },
  'issue-types': {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/issue/createmeta/{input.project}/issuetypes' },
      pagination: {
        kind: 'offset',
        items: 'body.issueTypes',
        send: { in: 'query', name: 'startAt' },
        size: { send: { in: 'query', name: 'maxResults' }, value: 50 },
        total: 'body.total',
      },
    },
    value: 'item.name',
    label: 'item.name',
    dependsOn: ['project'],
  },
  priorities: { operation: values('/priority/search'), value: 'item.name', label: 'item.name' },
};

/** A field of Jira as a field of a form. Jira names it in the language of the account. */
const asSchema = (entry: string): string =>
  `$merge([
    ${entry}.schema.type = 'number' ? {'type': 'number'} : ${entry}.schema.type = 'string' ? {'type': ['string', 'object', 'null']} : ${entry}.schema.type = 'array' ? {'type': ['array', 'null']} : {},
    {'x-title': {'zh': ${entry}.name, 'en': ${entry}.name}}
  ])`;

/** Every field of the site, custom ones too. */
export const fieldsOfIssue: Operation = {
  kind: 'request',
  request: { method: 'GET', path: '/field' },
  output: `{'properties': {'fields': {'type': 'object', 'x-title': {'zh': '字段', 'en': 'Fields'}, 'additionalProperties': true,
    'properties': $merge([body.($field := $; {id: ${asSchema('$field')}})])}}}`,
};

/** What may be filled in when an issue of this project and type is created; the form itself has the first four. */
export const schemas: NonNullable<ConnectorManifestInput['schemas']> = {
  'issue-fields': {
    operation: {
      kind: 'request',
      before: [
        {
          name: 'typeId',
          request: {
            method: 'GET',
            path: '/issue/createmeta/{input.project}/issuetypes',
            query: { maxResults: '200' },
          },
          output: '($wanted := input.issueType; body.issueTypes[name = $wanted].id)',
        },
      ],
      request: {
        method: 'GET',
        path: '/issue/createmeta/{input.project}/issuetypes/{state.typeId}',
        query: { maxResults: '200' },
      },
      output: `($others := body.fields[$not(fieldId in ['project', 'issuetype', 'summary', 'description'])];
        {'type': 'object', 'properties': $merge([$others.($field := $; {fieldId: ${asSchema('$field')}})]),
          'required': [$others[required and $not(hasDefaultValue)].fieldId]})`,
    },
    dependsOn: ['project', 'issueType'],
  },
};
