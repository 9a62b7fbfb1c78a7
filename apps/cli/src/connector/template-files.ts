import { readFile } from 'node:fs/promises';

/** Where the templates are, from the sources and from the build alike. */
const folder = new URL('../../src/connector/template/', import.meta.url);

/** The files of a generated connector; each stands in the template folder with `.txt` behind its name. */
const names = [
  'package.json',
  'tsconfig.json',
  'README.md',
  'src/index.ts',
  'src/connection.ts',
  'src/errors.ts',
  'src/operations.ts',
  'src/record-schema.ts',
  'src/actions/get-record.ts',
  'src/actions/list-records.ts',
  'src/actions/create-record.ts',
  'src/objects/record.ts',
  'src/simulator/index.ts',
  'test/plan.ts',
  'test/contract.test.ts',
] as const;

/** What a template's `{{word}}` stands for. */
export interface TemplateWords {
  readonly name: string;
  readonly camel: string;
  readonly titleZh: string;
  readonly titleEn: string;
}

/** The files of a connector by their path below its folder. */
export async function templateFiles(words: TemplateWords): Promise<ReadonlyMap<string, string>> {
  const files = names.map(
    async (name) => [name, filledIn(await readFile(new URL(`${name}.txt`, folder), 'utf8'), words)] as const,
  );
  return new Map(await Promise.all(files));
}

function filledIn(text: string, words: TemplateWords): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, word: string) =>
    Object.hasOwn(words, word) ? words[word as keyof TemplateWords] : whole,
  );
}
