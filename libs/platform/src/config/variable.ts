import type { Bilingual } from '@joinery/contracts';
import type { z } from 'zod';

/** One environment variable: its name, what it may hold and its default, and a sentence for people. */
export interface Variable<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: S;
  readonly text: Bilingual;
  /** What a reader is told where the schema has no default. */
  readonly unset?: Bilingual;
}

/** The variables of one subject, by the name the code uses. */
export type Area = Readonly<Record<string, Variable>>;

export type AreaValues<A extends Area> = { readonly [Key in keyof A]: z.output<A[Key]['schema']> };

export const area = <const A extends Area>(variables: A): A => variables;
