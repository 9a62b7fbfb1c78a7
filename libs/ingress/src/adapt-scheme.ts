import { WebhookSchemeSchema, type Json, type WebhookScheme } from '@joinery/contracts';
import { evaluate } from './evaluate.ts';

/**
 * A scheme as one connection wants it: `adapt` gives members that replace those of the manifest; null takes one away.
 * @throws Refusal or ZodError where the manifest's expression gives something that is no scheme
 */
export function adaptScheme(scheme: WebhookScheme, connection: Json): WebhookScheme {
  if (scheme.adapt === undefined) return scheme;
  const changes = evaluate(scheme.adapt, { connection });
  const members = Object.entries({ ...scheme, ...(changes as object) }).filter(([, value]) => value !== null);
  return WebhookSchemeSchema.parse(Object.fromEntries(members));
}
