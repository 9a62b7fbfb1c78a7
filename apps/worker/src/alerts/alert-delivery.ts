import type { Failure } from '@joinery/contracts';
import type { AlertClaim, AlertDeliveryStore } from '@joinery/persistence';
import { alertMessage, type AlertSender } from '@joinery/platform';
import { Every } from '../every.ts';
import { mostTries, retryMs } from './retry-plan.ts';

export interface AlertDeliveryOptions {
  readonly delivery: Pick<AlertDeliveryStore, 'spread' | 'claim' | 'sent' | 'failed' | 'giveUp' | 'release'>;
  readonly sender: Pick<AlertSender, 'send'>;
  /** Of the console, without a slash at the end. */
  readonly publicUrl: string;
  readonly periodMs: number;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly failed: (error: unknown, channelId: string | undefined) => void;
}

const newsAtOnce = 500;
const channelsAtOnce = 10;

/**
 * Tells channels of alerts, in a loop of its own: a channel that hangs makes other channels wait for one message, and
 * runs not at all. What fails is shown on its channel and raises no alert.
 */
export class AlertDelivery {
  readonly #options: AlertDeliveryOptions;
  readonly #loop: Every;

  constructor(options: AlertDeliveryOptions) {
    this.#options = options;
    this.#loop = new Every({
      periodMs: options.periodMs,
      failed: (error) => options.failed(error, undefined),
      work: () => this.#lookAround(),
    });
  }

  start(): this {
    this.#loop.start();
    return this;
  }

  /** Messages under way are waited for: cut off, they would be sent twice. */
  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #lookAround(): Promise<'again' | 'rest'> {
    const { delivery } = this.#options;
    const alerts = await delivery.spread(newsAtOnce);
    const claims = await delivery.claim(channelsAtOnce);
    await Promise.all(claims.map((claim) => this.#tell(claim)));
    return alerts === newsAtOnce || claims.length === channelsAtOnce ? 'again' : 'rest';
  }

  /** A defect on one channel is reported; the others go on, and its lease brings it back. */
  async #tell(claim: AlertClaim): Promise<void> {
    const { delivery, failed } = this.#options;
    try {
      if (claim.notices.length === 0) return await delivery.release(claim);
      const failure = await this.#send(claim);
      await (failure ? this.#putOff(claim, failure) : delivery.sent(claim));
    } catch (error) {
      failed(error, claim.channelId);
    }
  }

  #send(claim: AlertClaim): Promise<Failure | null> {
    const { sender, publicUrl } = this.#options;
    const { language, timeZone } = claim;
    return sender.send(claim, alertMessage(claim.notices, { language, timeZone, publicUrl }));
  }

  #putOff(claim: AlertClaim, failure: Failure): Promise<void> {
    const { delivery, random } = this.#options;
    const waitMs = retryMs({ tries: claim.attempts + 1, failure, random: random() });
    return claim.attempts + 1 >= mostTries
      ? delivery.giveUp(claim, failure, waitMs)
      : delivery.failed(claim, failure, waitMs);
  }
}
