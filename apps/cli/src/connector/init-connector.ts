import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { templateFiles } from './template-files.ts';

export interface InitConnector {
  readonly name: string;
  /** The folder in which the connector's folder is made. */
  readonly into: string;
  readonly titleZh?: string | undefined;
  readonly titleEn?: string | undefined;
}

/**
 * Generates a connector that works: manifest, README in both languages, simulator and contract test.
 *
 * @returns the folder it made
 * @throws CommandError for a name that is none, a title that would break its text, or a folder that is there already
 */
export async function initConnector({ name, into, titleZh, titleEn }: InitConnector): Promise<string> {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    throw new CommandError(`“${name}” is no connector name: lower-case words with dashes, at most 64 characters`);
  }
  const camel = name.replace(/-+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  const words = { name, camel, titleZh: titled(titleZh ?? name), titleEn: titled(titleEn ?? titleFrom(name)) };
  const folder = join(into, name);
  await makeNew(folder);
  for (const [path, text] of await templateFiles(words)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
  return folder;
}

function titleFrom(name: string): string {
  return name.replace(/(^|-)(\w)/g, (_, dash: string, letter: string) => (dash && ' ') + letter.toUpperCase());
}

/** A title becomes part of source text. */
function titled(title: string): string {
  if (/^[^'"`\\{}$\p{Cc}]{1,100}$/u.test(title)) return title;
  throw new CommandError(`“${title}” cannot be a title: no quotes, braces or backslashes, at most 100 characters`);
}

async function makeNew(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  try {
    await mkdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new CommandError(`${folder} is there already`);
    throw error;
  }
}
