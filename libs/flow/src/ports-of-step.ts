import type { Step } from '@joinery/contracts';

/** The exits of a step, in the order the canvas shows them. `reply` and `end` differ: a reply goes on, an end does not. */
export function portsOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'action':
    case 'each':
    case 'wait':
    case 'flow':
      return ['out', 'error'];
    case 'map':
    case 'filter':
      return ['out', 'error'];
    case 'branch':
      return [...step.cases.map((one) => one.port), 'else', 'error'];
    case 'reply':
      return ['out', 'error'];
    case 'end':
      return [];
  }
}
