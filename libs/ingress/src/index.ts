export { adaptScheme } from './adapt-scheme.ts';
export { CallbackTokens, type CallbackPlace } from './callback-tokens.ts';
export {
  type CallbackResponse,
  type CallbackSecrets,
  defaultIngressLimits,
  type IncomingRequest,
  type IngressLimits,
  Refusal,
  type VerifiedCallback,
} from './incoming.ts';
export { parseJson } from './parse-json.ts';
export { type EventReading, readEvents, type ReceivedEvent } from './read-events.ts';
export { type IncomingCallback, receiveCallback, type Reception } from './receive-callback.ts';
export { InMemoryReplayIds, replayKeptMs, type ReplayIds } from './replay-ids.ts';
export { type CallbackCheck, type CheckedCallback, verifyCallback } from './verify-callback.ts';
