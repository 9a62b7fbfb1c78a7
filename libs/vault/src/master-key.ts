import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FailureError } from '@joinery/contracts';

const keyBytes = 32;

/** 64 hexadecimal digits, or base64 of 32 bytes. */
export function parseMasterKey(text: string): Uint8Array {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== keyBytes) throw invalid(`${key.length} bytes`);
  return key;
}

/** The key in a file. */
export async function readMasterKey(path: string): Promise<Uint8Array> {
  try {
    return parseMasterKey(await readFile(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof FailureError) throw cause;
    throw invalid(`cannot read ${path}`, cause);
  }
}

/**
 * The key in a file of the data directory, made at the first start and readable by its owner alone. Two processes that
 * start at once agree, because only one of them can create the file.
 */
export async function readOrCreateMasterKey(
  path: string,
): Promise<{ readonly key: Uint8Array; readonly created: boolean }> {
  await mkdir(dirname(path), { recursive: true });
  const key = randomBytes(keyBytes);
  try {
    await writeFile(path, `${key.toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
    return { key, created: true };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw invalid(`cannot write ${path}`, cause);
    return { key: await readMasterKey(path), created: false };
  }
}

const invalid = (detail: string, cause?: unknown) =>
  new FailureError({ code: 'vault.key-invalid', kind: 'invalid', params: { detail } }, { cause });
