import type { Json } from '@joinery/contracts';

/** A message that arrived at a simulated person, group or endpoint. */
export interface InboxMessage {
  readonly id: string;
  /** Who received it, in the vendor's own id. */
  readonly to: string;
  /** That receiver's name, where the simulator knows it. */
  readonly toName?: string;
  /** The vendor's kind of message: `text`, `post`, `interactive`, `webhook` … */
  readonly kind: string;
  /** What a person would read. */
  readonly text: string;
  readonly title?: string;
  readonly receivedAt: string;
  /** The message as it came. */
  readonly content: Json;
}

const limit = 5_000;

/** Messages received, oldest first; the oldest go when there are more than a person could look at. */
export class Inbox {
  #messages: InboxMessage[] = [];

  add(message: InboxMessage): void {
    this.#messages.push(message);
    if (this.#messages.length > limit) this.#messages.shift();
  }

  list(): readonly InboxMessage[] {
    return [...this.#messages];
  }

  clear(): void {
    this.#messages = [];
  }
}
