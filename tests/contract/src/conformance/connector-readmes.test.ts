import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { subjects } from './subjects.ts';

test.each(subjects.map(({ connector }) => [connector.manifest.name, connector.manifest] as const))(
  'the README of %s names everything the manifest offers, and nothing it does not',
  (name, { actions, triggers, objects, version }) => {
    const readme = readFileSync(new URL(`../../../../connectors/${name}/README.md`, import.meta.url), 'utf8');
    const offered = [...Object.keys(actions), ...Object.keys(triggers), ...Object.keys(objects)];
    expect(offered.filter((each) => !readme.includes(`\`${each}\``))).toEqual([]);
    const inTables = [...readme.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, each = '']) => each);
    expect(inTables.filter((each) => !offered.includes(each))).toEqual([]);
    expect(readme).toContain(`Version ${version}`);
    expect(readme).toMatch(/## 中文[\s\S]*## English/);
  },
);
