import { bytesToHex, utf8ToBytes, type Hash } from '@noble/hashes/utils.js';
import type { Budget } from '../budget.ts';

const pieceLength = 16_384;

/** The digest of a text in UTF-8, in hexadecimal; piece by piece, so that time is looked at in between. */
export function digestOf(hash: Pick<Hash<unknown>, 'update' | 'digest'>, text: string, budget: Budget): string {
  for (let at = 0; at < text.length;) {
    budget.step(pieceLength);
    const end = endOfPiece(text, at + pieceLength);
    hash.update(utf8ToBytes(text.slice(at, end)));
    at = end;
  }
  return bytesToHex(hash.digest());
}

/** Never between the halves of a character. */
function endOfPiece(text: string, at: number): number {
  const isHalf = at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return isHalf ? at + 1 : Math.min(at, text.length);
}
