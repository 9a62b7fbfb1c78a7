import type { VendorEvent } from './deliveries.ts';

export interface SubscriptionRequest {
  readonly url: string;
  /** The signing secret shared with the receiver, where the vendor signs. */
  readonly secret?: string;
  /** A plain token the vendor repeats in every event, where it does. */
  readonly token?: string;
  /** Event types wanted; absent means all. */
  readonly events?: readonly string[];
}

/** Where the simulator sends its events. */
export interface Subscription extends SubscriptionRequest {
  readonly id: string;
  readonly createdAt: string;
}

export function wants({ events }: Subscription, event: Pick<VendorEvent, 'type' | 'apart'>): boolean {
  return events === undefined ? event.apart !== true : events.includes(event.type);
}

/** Deliveries leave the process without the egress policy, so by default they may reach this machine only. */
export function isLoopback(url: URL): boolean {
  return (
    url.protocol === 'http:' &&
    (url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d+){3}$/.test(url.hostname))
  );
}
