import { syncOutcomes, type SyncCounts, type SyncOutcome } from '@joinery/contracts';

export const noCounts: SyncCounts = Object.fromEntries(syncOutcomes.map((outcome) => [outcome, 0])) as Record<
  SyncOutcome,
  number
>;

export function addCounts(x: SyncCounts, y: SyncCounts): SyncCounts {
  return Object.fromEntries(syncOutcomes.map((outcome) => [outcome, x[outcome] + y[outcome]])) as Record<
    SyncOutcome,
    number
  >;
}
