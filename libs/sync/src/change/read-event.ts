import { FailureError, type Json, type RealTime } from '@joinery/contracts';
import { compile, ExpressionError } from '@joinery/mapping';

/** What an event tells of a record of its side. */
export interface EventWord {
  readonly recordId: string;
  readonly deleted: boolean;
}

/**
 * Reads a record's id from the output of a trigger; null: the event is about none.
 * @throws FailureError `sync.event-unreadable` when an expression fails
 * @example readEvent({ id: 'customer.id', deleted: "type = 'customer.deleted'" }, event)
 */
export function readEvent({ id, deleted }: Pick<RealTime, 'id' | 'deleted'>, event: Json): EventWord | null {
  try {
    const recordId = compile(id).evaluate(event);
    if (recordId === undefined || recordId === null || recordId === '') return null;
    return {
      recordId: typeof recordId === 'string' ? recordId : JSON.stringify(recordId),
      deleted: deleted !== undefined && compile(deleted).evaluate(event) === true,
    };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new FailureError(
      { code: 'sync.event-unreadable', kind: 'invalid', params: { detail: error.message } },
      { cause: error },
    );
  }
}
