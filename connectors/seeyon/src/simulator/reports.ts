import {
  type Change,
  type EventFormat,
  type SimulatorBox,
  textOf,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';

/** What a customer's own node posts when a process has moved on. */
export function reportsOf({ collection, kind, before, after }: Change, box: SimulatorBox): readonly VendorEvent[] {
  if (collection !== 'processes' || kind === 'removed' || !after || before?.['state'] === after['state']) return [];
  const { summaryId = '', state = null, subject = '' } = after;
  const body = { summaryId: textOf(summaryId), state, subject, time: new Date(box.now()).toISOString() };
  return [{ id: box.newId('report_'), type: 'process.moved', body }];
}

/** A word in a header is all the proof there is. */
export const format: EventFormat = {
  sign: (text, { subscription }) => ({
    headers: { 'content-type': 'application/json', 'x-joinery-token': subscription.secret ?? '' },
    body: text,
  }),
};
