import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exceptions } from './exceptions.ts';
import { readSuite } from './read-suite.ts';
import { runCase } from './run-case.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const folder = process.env['JSONATA_SUITE_DIR'] ?? resolve(root, '../shared/jsonata-suite');
const isJson = process.argv.includes('--json');
const print = (line: string) => process.stdout.write(`${line}\n`);

if (!existsSync(folder)) {
  print(`There is no suite in ${folder}.`);
  print('It is the folder test/test-suite of https://github.com/jsonata-js/jsonata, version 2.2.2 (MIT).');
  print('Say where it is with JSONATA_SUITE_DIR=<folder>.');
  process.exit(2);
}

const expected = new Map(exceptions.map((each) => [each.case, each.reason]));
const cases = readSuite(folder);
const failures = new Map<string, string>();
for (const each of cases) {
  const wrong = runCase(each);
  if (wrong !== undefined) failures.set(each.id, wrong);
}

const unexpected = [...failures].filter(([id]) => !expected.has(id));
const needless = exceptions.filter((each) => !failures.has(each.case));
if (!isJson || unexpected.length > 0) for (const [id, wrong] of unexpected) print(`fails: ${id}: ${wrong}`);
for (const each of needless) print(`passes although it is listed as an exception: ${each.case}`);
print(JSON.stringify({ total: cases.length, passed: cases.length - failures.size, exceptions }));
process.exitCode = unexpected.length + needless.length === 0 ? 0 : 1;
