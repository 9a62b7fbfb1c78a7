import type { WaitReason } from '@joinery/contracts';
import type { MonitorKey } from '../monitor.messages.ts';

/** What a run waits for, in words. */
export const waitText: Readonly<Record<WaitReason, MonitorKey>> = {
  timer: 'waitTimer',
  callback: 'waitCallback',
  event: 'waitEvent',
  approval: 'waitApproval',
  retry: 'waitRetry',
  flow: 'waitFlow',
  'rate-budget': 'waitBudget',
  held: 'waitHeld',
};
