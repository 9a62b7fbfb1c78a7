import type { Json, JsonObject } from '@joinery/contracts';
import type { SimulatorRequest } from '@joinery/connector-sdk/simulator';

/** The parameters of a call: urlencoded with JSON in texts, as most send them, or a JSON body with real lists. */
export function parameters({ body, rawBody, query }: SimulatorRequest): JsonObject {
  const given = typeof body === 'object' && body !== null ? (body as JsonObject) : fromForm(rawBody);
  return { ...(query as JsonObject), ...given };
}

function fromForm(text: string): JsonObject {
  return Object.fromEntries([...new URLSearchParams(text)].map(([name, value]) => [name, jsonOrText(value)]));
}

function jsonOrText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
