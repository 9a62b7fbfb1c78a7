import type { Change, EventFormat, SimulatorBox, VendorEvent } from '@joinery/connector-sdk/simulator';
import { textOf } from '@joinery/connector-sdk/simulator';
import { localText } from './local-time.ts';

/** What a customer's own action on a node posts when a request has moved on. */
export function reportsOf({ collection, kind, before, after }: Change, box: SimulatorBox): readonly VendorEvent[] {
  if (collection !== 'requests' || kind === 'removed' || !after) return [];
  if (before?.['currentNodeType'] === after['currentNodeType']) return [];
  const body = {
    requestId: Number(after['requestId']),
    workflowId: textOf(after['workflowId']),
    status: textOf(after['status']),
    currentNodeType: textOf(after['currentNodeType']),
    operateTime: localText(new Date(box.now()).toISOString()),
  };
  return [{ id: box.newId('report_'), type: 'request.moved', body }];
}

/** A word in a header is all the proof there is. */
export const format: EventFormat = {
  sign: (text, { subscription }) => ({
    headers: { 'content-type': 'application/json', 'x-joinery-token': subscription.secret ?? '' },
    body: text,
  }),
};
