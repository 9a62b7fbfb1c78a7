/** How long and how much one exchange may take. */
export interface EgressLimits {
  readonly connectMs: number;
  /** From the request sent to the first header of the answer. */
  readonly headersMs: number;
  /** From the call to the last byte of the answer, redirects included. */
  readonly totalMs: number;
  /** Of an answer, as received and again after decompression. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
  /** For how long a resolved and checked address is used without asking again. */
  readonly pinMs: number;
  /** Sockets kept to one address. */
  readonly socketsPerOrigin: number;
}

export const defaultLimits: EgressLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  totalMs: 120_000,
  maxBytes: 10 * 1024 * 1024,
  maxRedirects: 5,
  pinMs: 5_000,
  socketsPerOrigin: 128,
};
