import type { JsonSchema } from '@joinery/contracts';
import type { MistakeClass } from '../corpus.ts';

/** A target member with the expression put there; without one the member is left out. */
export type MemberChange = readonly [member: string, value?: string];

/** Two systems, a correct mapping between them, and what an implementer would write instead of one of its members. */
export interface FieldCases {
  readonly source: JsonSchema;
  readonly target: JsonSchema;
  readonly base: Readonly<Record<string, string>>;
  readonly mistakes: Readonly<Partial<Record<MistakeClass, readonly MemberChange[]>>>;
  readonly correct: readonly MemberChange[];
}
