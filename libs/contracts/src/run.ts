import { z } from 'zod';

/** Where a run stands. `failed` after its attempts are exhausted is a dead letter until it is redriven or discarded. */
export const runStates = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;
export const RunStateSchema = z.enum(runStates);
export type RunState = (typeof runStates)[number];
export const endedRunStates = ['succeeded', 'failed', 'cancelled'] as const satisfies readonly RunState[];
export type EndedRunState = (typeof endedRunStates)[number];

export const waitReasons = ['timer', 'callback', 'event', 'approval', 'retry', 'flow', 'rate-budget', 'held'] as const;
export type WaitReason = (typeof waitReasons)[number];

/** Where a step of a run stands, as the monitor shows it. */
export const runStepStates = [
  'running',
  'succeeded',
  'failed',
  'waiting',
  'filtered',
  'skipped',
  'outcome-unknown',
  'cancelled',
] as const;
export const RunStepStateSchema = z.enum(runStepStates);
export type RunStepState = (typeof runStepStates)[number];

/** What an action does to the other side, which decides how an ambiguous attempt is handled. */
export const effects = ['read', 'idempotent', 'checkable', 'unsafe'] as const;
export const EffectSchema = z.enum(effects);
export type Effect = (typeof effects)[number];

/** Where in a run: a step id, with the item's number for each loop around it: `rows[12].send`. */
export type StepPath = string;
