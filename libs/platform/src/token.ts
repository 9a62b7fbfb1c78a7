import type { FactoryProvider, ValueProvider } from '@nestjs/common';

declare const holds: unique symbol;

/** Names something that is injected, together with its type: Nest itself knows only the name. */
export type Token<T> = symbol & { readonly [holds]?: T };

export const token = <T>(name: string): Token<T> => Symbol(name);

type Values<Tokens extends readonly Token<unknown>[]> = {
  [Key in keyof Tokens]: Tokens[Key] extends Token<infer T> ? T : never;
};

/** Makes what a token names from what other tokens name; the compiler checks both. */
export function provide<T, const Tokens extends readonly Token<unknown>[]>(
  made: Token<T>,
  needs: Tokens,
  make: (...values: Values<Tokens>) => T | Promise<T>,
): FactoryProvider<T> {
  return { provide: made, inject: [...needs], useFactory: make as (...values: unknown[]) => T | Promise<T> };
}

export const provideValue = <T>(name: Token<T>, value: T): ValueProvider<T> => ({ provide: name, useValue: value });
