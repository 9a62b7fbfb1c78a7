import type { ConnectorManifestInput } from '@joinery/contracts';
import { posted } from './requests.ts';

type DynamicSchema = NonNullable<ConnectorManifestInput['schemas']>[string];

/** The form of an approval template, by the ids of its controls; their titles are what a person sees. */
export const approvalForm: DynamicSchema = {
  dependsOn: ['templateId'],
  operation: {
    kind: 'request',
    request: posted('/oa/gettemplatedetail', "{'template_id': input.templateId}", 'approvals'),
    output: `(
      $lists := ['Table', 'File', 'RelatedApproval'];
      $objects := ['DateRange', 'Vacation', 'Attendance', 'Location'];
      $controls := body.template_content.controls[$not(property.control in ['Tips', 'Formula'])];
      {
        'type': 'object',
        'required': [$controls[property.require = 1].property.id],
        'properties': $merge($controls.(
          $control := property.control;
          $title := property.title[0].text;
          $options := config.selector.options.value[0].text;
          {property.id: $merge([
            {'x-title': {'zh': $title, 'en': $title}},
            $control = 'Selector' and config.selector.type = 'single' ? {'type': 'string', 'enum': [$options]}
              : $control = 'Selector' ? {'type': 'array', 'items': {'type': 'string', 'enum': [$options]}}
              : $control in $lists ? {'type': 'array'}
              : $control in $objects ? {'type': 'object'}
              : $control = 'Contact' ? {'type': ['array', 'object']}
              : $control in ['Number', 'Money'] ? {'type': ['number', 'string']}
              : {'type': 'string'}
          ])}
        ))
      }
    )`,
  },
};

/**
 * What `contents` of an application holds, made of the template (`state.template`) and of `input.form`, whose members
 * go by the id or the title of a control. An object is taken as it is: the documented value of its control.
 */
export const contents = `(
  $write := function($control, $config, $value) {
    $type($value) = 'object' ? $value
      : $control in ['Text', 'Textarea'] ? {'text': $string($value)}
      : $control = 'Number' ? {'new_number': $string($value)}
      : $control = 'Money' ? {'new_money': $string($value)}
      : $control = 'Date' ? {'date': {
          'type': $config.date.type ? $config.date.type : 'day',
          's_timestamp': $string($floor($toMillis($length($value) = 10 ? $value & 'T00:00:00+08:00' : $value) / 1000))
        }}
      : $control = 'Selector' ? {'selector': {
          'type': $config.selector.type,
          'options': [$value.( $one := $; {'key': $config.selector.options[key = $one or value[0].text = $one].key} )]
        }}
      : $control = 'Contact' ? {'members': [$value.{'userid': $, 'name': $}]}
      : $control = 'File' ? {'files': [$value.{'file_id': $}]}
      : $control = 'RelatedApproval' ? {'related_approval': [$value.{'sp_no': $}]}
      : $control = 'Table' ? {'children': $value}
      : $value
  };
  [$map(state.template.template_content.controls, function($each) {(
    $byId := $lookup(input.form, $each.property.id);
    $value := $exists($byId) ? $byId : $lookup(input.form, $each.property.title[0].text);
    $exists($value) ? {
      'control': $each.property.control,
      'id': $each.property.id,
      'value': $write($each.property.control, $each.config, $value)
    } : ()
  )})]
)`;
