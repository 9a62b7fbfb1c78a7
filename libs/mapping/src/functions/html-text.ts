import { type Budget, tooMuchText } from '../budget.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  yen: '¥',
  euro: '€',
  pound: '£',
  cent: '¢',
  deg: '°',
  times: '×',
  divide: '÷',
  plusmn: '±',
  sect: '§',
  para: '¶',
};

const blocks =
  'address|article|aside|blockquote|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|tr|ul';
const lineBreak = new RegExp(`<(?:br\\b|/?(?:${blocks})\\b)[^<>]*>`, 'gi');

/** More takes longer than an evaluation may hold everybody up. */
const longestHtml = 1_500_000;

const stages: readonly ((text: string) => string)[] = [
  withoutHidden,
  (text) => text.replace(/[ \t\r\n]+/g, ' '),
  (text) => text.replace(lineBreak, '\n'),
  (text) => text.replace(/<li\b[^<>]*>/gi, '\n- '),
  (text) => text.replace(/<\/(?:td|th)\b[^<>]*>/gi, '\t'),
  (text) => text.replace(/<[a-z/!?][^<>]*>/gi, ''),
  decoded,
  tidy,
];

/** The text a reader of an HTML fragment sees: blocks as lines, list items with a dash, no scripts, no styles. */
export function htmlText(html: string, budget: Budget): string {
  if (html.length > longestHtml) throw tooMuchText(2 * longestHtml);
  return stages.reduce((text, stage) => {
    budget.checkTime();
    return stage(text);
  }, html);
}

/** Scans once, so that unclosed tags stay linear. */
function withoutHidden(html: string): string {
  const opening = /<!--|<(script|style|head|title|template)\b/gi;
  let text = '';
  let at = 0;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const end = match[1] === undefined ? html.indexOf('-->', match.index) : closing(html, match[1], match.index);
    text += html.slice(at, match.index);
    at = end < 0 ? html.length : html.indexOf('>', end) + 1 || html.length;
    opening.lastIndex = at;
  }
  return text + html.slice(at);
}

function closing(html: string, tag: string, from: number): number {
  const pattern = new RegExp(`</${tag}\\b`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? -1;
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (all, decimal: string, hex: string, name: string) => {
      if (name) return named[name.toLowerCase()] ?? all;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : all;
    },
  );
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/[ \u00a0]+/g, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
