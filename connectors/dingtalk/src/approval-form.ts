import type { ConnectorManifestInput } from '@joinery/contracts';
import { newRequest } from './requests.ts';

type DynamicSchema = NonNullable<ConnectorManifestInput['schemas']>[string];

/**
 * The form of an approval template, by the names of its components. Lists are what DingTalk writes as JSON inside a
 * text; a component of a kind we do not know takes any text.
 */
export const approvalForm: DynamicSchema = {
  dependsOn: ['processCode'],
  operation: {
    kind: 'request',
    request: newRequest('GET', '/workflow/forms/schemas/processCodes', 'approvals', {
      query: { processCode: 'input.processCode' },
    }),
    output: `(
      $lists := ['DDMultiSelectField', 'DDDateRangeField', 'DDPhotoField', 'DDAttachment', 'InnerContactField', 'RelateField', 'TableField'];
      $numbers := ['NumberField', 'MoneyField', 'StarRatingField'];
      $components := body.result.schemaContent.items[$exists(props.label) and $not(componentName in ['TextNote', 'CalculateField'])];
      {
        'type': 'object',
        'required': [$components[props.required = true].props.label],
        'properties': $merge($components.{
          props.label: {
            'type': componentName in $lists ? 'array' : componentName in $numbers ? ['number', 'string'] : 'string',
            'x-title': {'zh': props.label, 'en': props.label}
          }
        })
      }
    )`,
  },
};
