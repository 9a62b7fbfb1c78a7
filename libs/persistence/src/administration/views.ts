import { errorCodes, failureText, type Author, type Failure, type FailureView, type UserId } from '@joinery/contracts';

export function instant(date: Date): string {
  return date.toISOString();
}

export function instantOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

/** A failure with its sentences. A code that an older version wrote and this one does not know shows as itself. */
export function failureView(failure: Failure): FailureView {
  const known = Object.hasOwn(errorCodes, failure.code);
  const text = (language: 'zh' | 'en'): string => (known ? failureText(failure, language) : failure.code);
  return { ...failure, message: { zh: text('zh'), en: text('en') } } as FailureView;
}

export function failureViewOrNull(failure: Failure | null): FailureView | null {
  return failure ? failureView(failure) : null;
}

/** Somebody who did something; a name is missing where the account is gone or it was Joinery itself. */
export function author(id: UserId | null, name: string | null): Author {
  return { id, name: name ?? '' };
}
