import type { Json, JsonObject, Side } from '@joinery/contracts';

/** Fields that people edit, as each side calls them. */
export const fieldNames = [
  { a: 'Name', b: 'name' },
  { a: 'Level', b: 'level' },
  { a: 'City', b: 'city' },
] as const;

export interface Edit {
  readonly token: string;
  readonly side: Side;
  readonly recordId: string;
  readonly field: number;
  /** What stood there when the user typed; they saw it, so it is no loss. */
  readonly replaced: string | undefined;
}

/** Every value a user types is marked by a token of its own, so that its fate can be told. */
export class Ledger {
  readonly edits = new Map<string, Edit>();
  /** Tokens that have ever stood on a side. */
  readonly seen = { a: new Set<string>(), b: new Set<string>() };
  #count = 0;

  type(edit: Omit<Edit, 'token'>): string {
    this.#count += 1;
    const token = `v${this.#count}`;
    this.edits.set(token, { ...edit, token });
    this.seen[edit.side].add(token);
    return token;
  }

  note(side: Side, fields: JsonObject): void {
    for (const value of Object.values(fields)) {
      const token = tokenOf(value);
      if (token) this.seen[side].add(token);
    }
  }

  /** The token and all that its typist, and those before, have seen and replaced. */
  ancestry(token: string): readonly string[] {
    const line: string[] = [];
    for (let at: string | undefined = token; at !== undefined; at = this.edits.get(at)?.replaced) line.push(at);
    return line;
  }
}

export function tokenOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? /\bv\d+\b/.exec(value)?.[0] : undefined;
}
