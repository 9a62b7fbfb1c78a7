import type { SimulatorBox } from '@joinery/connector-sdk/simulator';

export interface Sent {
  readonly phone: string;
  readonly text: string;
  readonly templateId: string;
  readonly reference: string;
}

/** A message on its way: numbers that end in 0000 do not exist, all others have got it. Gives its id. */
export function store(box: SimulatorBox, { phone, text, templateId, reference }: Sent): string {
  const id = box.newId('sms');
  const sentAt = new Date(box.now()).toISOString();
  const reached = !phone.endsWith('0000');
  const fate = reached ? { state: 'delivered', reason: 'DELIVERED' } : { state: 'failed', reason: 'MK:0001' };
  box.records.upsert('messages', { id, phone, text, templateId, reference, sentAt, ...fate });
  if (reached)
    box.inbox.add({ id, to: phone, kind: 'sms', text, receivedAt: sentAt, content: { templateId, reference } });
  return id;
}
