import { errorCodes, type ErrorCode, type Json } from '@joinery/contracts';
import { Refusal } from './incoming.ts';

export function refuse(
  code: Extract<ErrorCode, `hook.${string}` | `request.${string}`>,
  params: Readonly<Record<string, Json>> = {},
): Refusal {
  return new Refusal({ code, kind: errorCodes[code].kind, params });
}
