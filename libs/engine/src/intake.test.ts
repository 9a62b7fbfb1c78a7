import { FlowSettingsSchema, type FlowId, type TenantId } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { incomingEvent } from './intake.ts';

const target = (settings: Record<string, unknown>) => ({
  tenantId: 't' as TenantId,
  flowId: 'f' as FlowId,
  version: 1,
  triggerId: null,
  settings: FlowSettingsSchema.parse(settings),
});

describe('an incoming event', () => {
  it('takes its keys from the flow’s settings', () => {
    const event = incomingEvent(
      target({ dedupeKey: 'trigger.id', orderingKey: 'trigger.customer' }),
      { id: 7, customer: 'c1' },
      { dedupeKey: 'vendor' },
    );
    expect(event).toMatchObject({ dedupeKey: '7', orderingKey: 'c1' });
  });

  it('takes the connector’s dedupe key where the flow names none', () => {
    expect(incomingEvent(target({}), {}, { dedupeKey: 'vendor' })).toMatchObject({
      dedupeKey: 'vendor',
      orderingKey: null,
    });
  });

  it('has no key where the expression finds nothing', () => {
    expect(incomingEvent(target({ dedupeKey: 'trigger.ghost' }), {}).dedupeKey).toBeNull();
  });

  it('names the setting whose expression fails', () => {
    expect(() => incomingEvent(target({ orderingKey: 'trigger + 1' }), { a: 1 })).toThrowError(
      expect.objectContaining({
        failure: expect.objectContaining({ code: 'expression.failed', place: 'settings.orderingKey' }),
      }) as Error,
    );
  });
});
