import type { ConformancePlan } from '@joinery/connector-sdk/testing';

/** What the conformance suite does with Doris; a load is counted by its label. */
export const plan: ConformancePlan = {
  read: { action: 'describe-table', input: { table: 'ods_ticket' } },
  write: {
    action: 'load-rows',
    input: { table: 'ods_ticket', rows: [{ id: 'T-2001', subject: '新工单', priority: 'low' }] },
    effects: (doris) => doris.records('labels').length,
  },
  notFound: { action: 'describe-table', input: { table: 'nothing' } },
  refused: { action: 'load-rows', input: { table: 'ods_ticket', rows: [{ id: 'T-1', priority: 'x'.repeat(17) }] } },
  misshapen: { action: 'load-rows', input: { table: 'ods_ticket', rows: [] } },
  burst: 20,
  design: { table: 'ods_ticket' },
};
