import type { ConnectorManifestInput } from '@joinery/contracts';

type Options = NonNullable<ConnectorManifestInput['options']>;
type Schemas = NonNullable<ConnectorManifestInput['schemas']>;

const request = { method: 'GET', path: '/cgi-bin/template/get_all_private_template' } as const;

/** The templates of the account. */
export const options: Options = {
  templates: {
    operation: {
      kind: 'request',
      request,
      pagination: { kind: 'cursor', items: 'body.template_list', next: 'null', send: { in: 'query', name: 'cursor' } },
    },
    value: 'item.template_id',
    label: 'item.title',
  },
};

/** The words of a template stand in its content as `{{thing1.DATA}}`, each behind its label. */
export const schemas: Schemas = {
  'template-values': {
    dependsOn: ['templateId'],
    operation: {
      kind: 'request',
      request,
      output: `(
        $content := body.template_list[template_id = $$.input.templateId].content;
        $words := $match($content, /([^\\n:：{}]*)[:：]?\\{\\{(\\w+)\\.DATA\\}\\}/);
        {
          'type': 'object',
          'required': [$words.groups[1]],
          'properties': $merge($words.{groups[1]: {
            'type': ['string', 'number'],
            'x-title': $trim(groups[0]) != '' ? {'zh': $trim(groups[0]), 'en': $trim(groups[0])} : {'zh': groups[1], 'en': groups[1]}
          }})
        }
      )`,
    },
  },
};
