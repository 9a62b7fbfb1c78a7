import { randomBytes } from 'node:crypto';

const prefixBytes = 8;
const counterLimit = 2 ** 32;

/**
 * Nonces of one key in one process: a random prefix and a counter, so that none comes twice within a sequence and
 * two processes meet only if 64 random bits do.
 */
export class NonceSequence {
  #prefix = randomBytes(prefixBytes);
  #counter = 0;
  #made = 0;

  /** How many nonces it has given. */
  get made(): number {
    return this.#made;
  }

  next(): Buffer {
    if (this.#counter === counterLimit) {
      this.#prefix = randomBytes(prefixBytes);
      this.#counter = 0;
    }
    const nonce = Buffer.allocUnsafe(prefixBytes + 4);
    this.#prefix.copy(nonce);
    nonce.writeUInt32BE(this.#counter, prefixBytes);
    this.#counter += 1;
    this.#made += 1;
    return nonce;
  }
}
