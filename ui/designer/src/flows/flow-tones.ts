import type { FlowState } from '@joinery/contracts';
import type { Tone } from '@joinery/ui-kit';

export const flowTones = {
  draft: 'idle',
  published: 'success',
  paused: 'warning',
  archived: 'idle',
} as const satisfies Record<FlowState, Tone>;
