import type { ConnectorManifestInput } from '@joinery/contracts';

type DynamicSchema = NonNullable<ConnectorManifestInput['schemas']>[string];

/** The form of an approval definition, by the ids of its widgets; their names are what a person sees. */
export const approvalForm: DynamicSchema = {
  dependsOn: ['approvalCode'],
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/approval/v4/approvals/{input.approvalCode}', budget: 'approvals' },
    output: `(
      $widgets := $parseJson(body.data.form)[$not(type in ['text', 'serialNumber', 'formula'])];
      $choices := function($widget) { [$widget.option.text] };
      {
        'type': 'object',
        'required': [$widgets[required = true].id],
        'properties': $merge($widgets.(
          $widget := $;
          {id: $merge([
            {'x-title': {'zh': name, 'en': name}},
            type in ['number', 'amount'] ? {'type': ['number', 'string']}
              : type in ['radio', 'radioV2'] ? {'type': 'string', 'enum': $choices($widget)}
              : type in ['checkbox', 'checkboxV2'] ? {'type': 'array', 'items': {'type': 'string', 'enum': $choices($widget)}}
              : type in ['contact', 'connect', 'fieldList', 'attachmentV2', 'image', 'department'] ? {'type': 'array'}
              : type in ['dateInterval', 'telephone'] ? {'type': 'object'}
              : {'type': 'string'}
          ])}
        ))
      }
    )`,
  },
};

/**
 * The form of a new approval as JSON in a text, made of the definition (`state.definition`) and of `input.form`, whose
 * members go by the id, the custom id or the name of a widget. An object is taken as it is: documented members beside
 * id and type.
 */
export const formText = `(
  $write := function($widget, $value) {
    $type($value) = 'object' ? $value
      : $widget.type = 'number' ? {'value': $number($value)}
      : $widget.type = 'amount' ? {'value': $number($value), 'currency': 'CNY'}
      : $widget.type = 'date' ? {'value': $length($value) = 10 ? $value & 'T00:00:00+08:00' : $value}
      : $widget.type in ['radio', 'radioV2'] ? {'value': $widget.option[value = $value or text = $value].value}
      : $widget.type in ['checkbox', 'checkboxV2'] ? {'value': [$value.( $one := $; $widget.option[value = $one or text = $one].value )]}
      : $widget.type = 'contact' ? {'open_ids': [$value]}
      : $widget.type = 'department' ? {'value': [$value.{'open_id': $}]}
      : {'value': $value}
  };
  $string([$map($parseJson(state.definition.form), function($widget) {(
    $byId := $lookup(input.form, $widget.id);
    $byOwn := $exists($byId) ? $byId : $widget.custom_id ? $lookup(input.form, $widget.custom_id);
    $value := $exists($byOwn) ? $byOwn : $lookup(input.form, $widget.name);
    $exists($value) ? $merge([{'id': $widget.id, 'type': $widget.type}, $write($widget, $value)]) : ()
  )})])
)`;
