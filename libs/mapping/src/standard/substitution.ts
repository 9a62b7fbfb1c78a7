import type { Budget } from '../budget.ts';
import type { MatchResult } from '../runtime/matcher.ts';

/** The text that stands for a match: `$0` the match, `$1`… its groups, `$$` a dollar. */
export function substitution(template: string, found: MatchResult, budget: Budget): string {
  let text = '';
  let at = 0;
  for (let dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
    const [piece, length] = pieceAt(template, dollar + 1, found);
    budget.characters(piece.length);
    text += template.slice(at, dollar) + piece;
    at = dollar + 1 + length;
  }
  return text + template.slice(at);
}

function pieceAt(template: string, at: number, found: MatchResult): readonly [text: string, length: number] {
  const symbol = template.charAt(at);
  if (symbol === '$') return ['$', 1];
  if (symbol === '0') return [found.match, 1];
  const index = groupIndex(template, at, found.groups.length);
  if (Number.isNaN(index)) return ['$', 0];
  return [found.groups[index - 1] ?? '', String(index).length];
}

/** As many digits as the number of groups has; one less when that names no group. */
function groupIndex(template: string, at: number, groups: number): number {
  const digits = groups === 0 ? 1 : String(groups).length;
  const index = Number.parseInt(template.slice(at, at + digits), 10);
  return digits > 1 && index > groups ? Number.parseInt(template.slice(at, at + digits - 1), 10) : index;
}
