import type { Budget } from '../budget.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const values = new Map([...alphabet].map((letter, value) => [letter, value]));
values.set('-', 62).set('_', 63);

/** Base64 of the text's characters as bytes; of a character beyond a byte only the low byte, as in the reference. */
export function encodeBase64(text: string, budget: Budget): string {
  budget.characters(Math.ceil(text.length / 3) * 4);
  return inPieces(text, budget, (piece) => {
    let encoded = '';
    for (let at = 0; at < piece.length; at += 3) encoded += encodeThree(piece, at);
    return encoded;
  });
}

/** A multiple of what three bytes and four letters are. */
const pieceLength = 12_288;

/** Piece by piece, so that time is looked at and what lies between does not add up. */
function inPieces(text: string, budget: Budget, change: (piece: string) => string): string {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    budget.step(pieceLength);
    pieces.push(change(text.slice(at, at + pieceLength)));
  }
  return pieces.join('');
}

function encodeThree(text: string, at: number): string {
  const count = Math.min(3, text.length - at);
  let bits = 0;
  for (let i = 0; i < 3; i++) bits = (bits << 8) | (i < count ? text.charCodeAt(at + i) & 0xff : 0);
  let letters = '';
  for (let i = 0; i < 4; i++) letters += i <= count ? alphabet.charAt((bits >> (18 - 6 * i)) & 63) : '=';
  return letters;
}

/** Bytes of a base64 text as characters. Both alphabets are read, strange characters are skipped. */
export function decodeBase64(text: string, budget: Budget): string {
  budget.characters(text.length);
  let bits = 0;
  let held = 0;
  const end = text.indexOf('=');
  return inPieces(end < 0 ? text : text.slice(0, end), budget, (piece) => {
    let decoded = '';
    for (const letter of piece) {
      const value = values.get(letter);
      if (value === undefined) continue;
      bits = ((bits << 6) | value) & 0xffff;
      held += 6;
      if (held >= 8) decoded += String.fromCharCode((bits >> (held -= 8)) & 0xff);
    }
    return decoded;
  });
}
