import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeConfig } from './describe-config.ts';

/** Cells are padded for reading; the words are what must agree. */
const plain = (table: string): string => table.replace(/ *\| */g, '|').replace(/-+/g, '-');

it('stands in the guide as the code has it, in both languages', () => {
  const guide = plain(readFileSync(new URL('../../../../apps/docs/configuration.md', import.meta.url), 'utf8'));
  for (const language of ['zh', 'en'] as const) {
    for (const row of describeConfig(language).split('\n')) expect(guide).toContain(plain(row));
  }
});
