import { FailureError, failureText } from '@joinery/contracts';

/** Why a start failed, for the person at the terminal: both languages and the code to look for; else what there is. */
export function explain(error: unknown): string {
  if (error instanceof FailureError) {
    const { failure } = error;
    return `${failureText(failure, 'zh')}\n${failureText(failure, 'en')}\n(${failure.code})`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
