import type { Failure, Json } from '@joinery/contracts';

/** Shorter ones would blank out ordinary words. */
const shortestSecret = 4;

/** A failure in which no secret stands, whatever the vendor echoed. */
export function redactFailure(failure: Failure, secrets: readonly string[]): Failure {
  const words = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  if (words.length === 0) return failure;
  return redact(failure as unknown as Json, words) as unknown as Failure;
}

function redact(value: Json, words: readonly string[]): Json {
  if (typeof value === 'string') return words.reduce((text, word) => text.replaceAll(word, '[secret]'), value);
  if (Array.isArray(value)) return value.map((each: Json) => redact(each, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, redact(each as Json, words)]));
}
