/** What a person typed cannot be done; the message says why, no stack is shown. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
