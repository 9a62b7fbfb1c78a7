import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case, as the suite's files state it. */
export interface SuiteCase {
  readonly id: string;
  readonly expression: string;
  readonly input: unknown;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly expected: Expected;
  /** Bounds that the case is to be run with. */
  readonly depth: number | undefined;
  readonly timeLimitMs: number | undefined;
}

export type Expected =
  | { readonly kind: 'missing' }
  | { readonly kind: 'value'; readonly value: unknown; readonly isUnordered: boolean }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly token: string | undefined;
      readonly position: number | undefined;
    };

interface Written {
  readonly expr?: string;
  readonly 'expr-file'?: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly unordered?: boolean;
  readonly code?: string;
  readonly token?: string;
  readonly error?: { readonly code: string; readonly token?: string; readonly position?: number };
  readonly depth?: number;
  readonly timelimit?: number;
}

/** Every case of the suite in a folder, in the order of its files. */
export function readSuite(folder: string): readonly SuiteCase[] {
  const groups = join(folder, 'groups');
  return filesIn(groups).flatMap((group) => readGroup(folder, group));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).toSorted();
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function readGroup(folder: string, group: string): readonly SuiteCase[] {
  const files = filesIn(join(folder, 'groups', group)).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const written = readJson(join(folder, 'groups', group, file)) as Written | readonly Written[];
    const cases = Array.isArray(written) ? (written as readonly Written[]) : [written as Written];
    const name = `${group}/${file.replace('.json', '')}`;
    return cases.map((each, i) => readCase(each, { folder, group, id: cases.length > 1 ? `${name}#${i}` : name }));
  });
}

interface Origin {
  readonly folder: string;
  readonly group: string;
  readonly id: string;
}

function readCase(written: Written, { folder, group, id }: Origin): SuiteCase {
  const file = written['expr-file'];
  return {
    id,
    expression: file ? readFileSync(join(folder, 'groups', group, file), 'utf8') : (written.expr ?? ''),
    input: 'data' in written ? written.data : datasetOf(folder, written.dataset),
    bindings: written.bindings ?? {},
    expected: expectedOf(written),
    depth: written.depth,
    timeLimitMs: written.timelimit,
  };
}

function datasetOf(folder: string, name: string | null | undefined): unknown {
  return name ? readJson(join(folder, 'datasets', `${name}.json`)) : undefined;
}

function expectedOf(written: Written): Expected {
  if (written.undefinedResult) return { kind: 'missing' };
  if ('result' in written) return { kind: 'value', value: written.result, isUnordered: written.unordered === true };
  const { code, token, position } = written.error ?? { code: written.code ?? '', token: written.token };
  return { kind: 'error', code, token, position };
}
