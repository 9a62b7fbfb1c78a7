import { failureText, type ErrorCode, type Json } from '@joinery/contracts';
import type { FindingCode } from '@joinery/mapping';

/** One thing that is wrong with a document, told at its place. An error refuses publication; a warning is shown. */
export interface Finding {
  readonly code: ErrorCode;
  /** Of `flow.types`: which mistake of the mapping it is; `message` is its sentence. */
  readonly cause?: FindingCode;
  readonly severity: 'error' | 'warning';
  /** Path in the document: `steps[2].input`, `edges[0]`, `settings.dedupeKey`. */
  readonly place: string;
  readonly stepId?: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly message: { readonly zh: string; readonly en: string };
}

export function finding(
  code: ErrorCode,
  at: { readonly place: string; readonly stepId?: string; readonly severity?: Finding['severity'] },
  params: Readonly<Record<string, Json>> = {},
): Finding {
  const all = { place: at.place, ...params };
  return {
    code,
    severity: at.severity ?? 'error',
    place: at.place,
    ...(at.stepId === undefined ? {} : { stepId: at.stepId }),
    params: all,
    message: { zh: failureText({ code, params: all }, 'zh'), en: failureText({ code, params: all }, 'en') },
  };
}
