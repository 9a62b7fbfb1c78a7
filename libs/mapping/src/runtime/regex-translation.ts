const space =
  '\\t\\n\\v\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const lineEnd = '\\n\\r\\x{2028}\\x{2029}';

/**
 * Writes a JavaScript regex in RE2's notation, so that it means the same: `.` and `\s` as JavaScript has them, letters
 * escaped for no reason as themselves, `[^]` and `[]`.
 */
export function toRe2(source: string): string {
  let text = '';
  for (let at = 0; at < source.length;) {
    const [piece, length] = pieceAt(source, at);
    text += piece;
    at += length;
  }
  return text;
}

type Piece = readonly [text: string, length: number];

function pieceAt(source: string, at: number): Piece {
  const symbol = source.charAt(at);
  if (symbol === '\\') return escapeAt(source, at, false);
  if (symbol === '[') return classAt(source, at);
  if (symbol === '.') return [`[^${lineEnd}]`, 1];
  if (source.startsWith('(?<', at) && !'=!'.includes(source.charAt(at + 3))) return ['(?P<', 3];
  return [symbol, 1];
}

function classAt(source: string, start: number): Piece {
  if (source.startsWith('[^]', start)) return ['[\\x00-\\x{10FFFF}]', 3];
  if (source.startsWith('[]', start)) return ['[^\\x00-\\x{10FFFF}]', 2];
  let at = source.charAt(start + 1) === '^' ? start + 2 : start + 1;
  let text = source.slice(start, at);
  while (at < source.length && source.charAt(at) !== ']') {
    const [piece, length] = memberAt(source, at);
    text += piece;
    at += length;
  }
  return [`${text}]`, at + 1 - start];
}

function memberAt(source: string, at: number): Piece {
  const symbol = source.charAt(at);
  if (symbol === '\\') return escapeAt(source, at, true);
  // A nested bracket would begin a class name such as [:alpha:] in RE2.
  return [symbol === '[' ? '\\[' : symbol, 1];
}

const hexEscape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/y;
const kept = new Set('dDwWtnrfv');

function escapeAt(source: string, at: number, inClass: boolean): Piece {
  hexEscape.lastIndex = at;
  const hex = hexEscape.exec(source);
  if (hex) return [`\\x{${hex[1] ?? hex[2]}}`, hex[0].length];
  const symbol = source.charAt(at + 1);
  if (kept.has(symbol)) return [`\\${symbol}`, 2];
  if (symbol === 's') return [inClass ? space : `[${space}]`, 2];
  if (symbol === 'S' && !inClass) return [`[^${space}]`, 2];
  if (symbol === 'b' || symbol === 'B') return [inClass ? '\\x08' : `\\${symbol}`, 2];
  if (symbol === 'c') return [`\\x{${(source.charCodeAt(at + 2) % 32).toString(16)}}`, 3];
  if (symbol === '0') return ['\\x{0}', 2];
  // Back references and named ones stay as they are: the engine refuses them by name.
  if (/[1-9k]/.test(symbol) && !inClass) return [`\\${symbol}`, 2];
  return [/[A-Za-z0-9]/.test(symbol) ? symbol : quoted(symbol), 2];
}

function quoted(symbol: string): string {
  return symbol.charCodeAt(0) < 128 ? `\\${symbol}` : symbol;
}
