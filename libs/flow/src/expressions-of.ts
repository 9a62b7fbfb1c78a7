import type { FlowDocument, MappingSource, Step } from '@joinery/contracts';

export interface PlacedExpression {
  /** Path below the step or the document. */
  readonly place: string;
  readonly text: string | MappingSource;
}

/** Every expression and mapping that a step evaluates. */
export function expressionsOf(step: Step): readonly PlacedExpression[] {
  switch (step.kind) {
    case 'action':
    case 'flow':
      return [{ place: 'input', text: step.input }];
    case 'map':
      return [{ place: 'mapping', text: step.mapping }];
    case 'branch':
      return step.cases.map((one, index) => ({ place: `cases[${index}].when`, text: one.when }));
    case 'filter':
      return [{ place: 'when', text: step.when }];
    case 'each':
      return [
        step.items.from === 'expression'
          ? { place: 'items.expression', text: step.items.expression }
          : { place: 'items.input', text: step.items.input },
        // `collect` reads the body's steps; it is checked with the body.
        ...(step.collect === undefined ? [] : [{ place: 'collect', text: step.collect }]),
      ];
    case 'wait':
      return waitExpressions(step.for);
    case 'reply':
      return [{ place: 'body', text: step.body }];
    case 'end':
      return [
        ...(step.reason === undefined ? [] : [{ place: 'reason', text: step.reason }]),
        ...(step.output === undefined ? [] : [{ place: 'output', text: step.output }]),
      ];
  }
}

function waitExpressions(wait: Extract<Step, { kind: 'wait' }>['for']): readonly PlacedExpression[] {
  switch (wait.kind) {
    case 'time':
      return [{ place: 'for.until', text: wait.until }];
    case 'event':
      return [{ place: 'for.key', text: wait.key }];
    case 'approval':
      return [{ place: 'for.question', text: wait.question }];
    case 'delay':
    case 'callback':
      return [];
  }
}

/** The expressions of the settings; they see `{trigger}` only. */
export function settingsExpressions(document: FlowDocument): readonly PlacedExpression[] {
  const { dedupeKey, orderingKey } = document.settings;
  return [
    ...(dedupeKey === undefined ? [] : [{ place: 'settings.dedupeKey', text: dedupeKey }]),
    ...(orderingKey === undefined ? [] : [{ place: 'settings.orderingKey', text: orderingKey }]),
  ];
}
