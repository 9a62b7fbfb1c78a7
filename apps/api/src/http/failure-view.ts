import { failureText, type Failure, type FailureView } from '@joinery/contracts';

/** A failure with its sentences, as people see it. */
export function failureView(failure: Failure): FailureView {
  const { code, kind, params, vendor, retryAfterMs, ambiguous, place } = failure;
  return {
    code,
    kind,
    message: { zh: failureText(failure, 'zh'), en: failureText(failure, 'en') },
    ...(params ? { params } : {}),
    ...(vendor ? { vendor } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(ambiguous === undefined ? {} : { ambiguous }),
    ...(place === undefined ? {} : { place }),
  };
}
