export * from './failure/retry-decision.ts';
export * from './intake.ts';
export * from './ports.ts';
export * from './run/run-flow.ts';
export { foldJournal, scopeOf, type JournalEntry } from './run/fold-journal.ts';
export { expressionFailure } from './run/evaluate.ts';
export * from './run/transitions.ts';
export { holds } from './steps/holds.ts';
export { eventAddress } from './steps/wait.ts';
