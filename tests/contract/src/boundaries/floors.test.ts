import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

interface Package {
  readonly name: string;
  readonly folder: string;
  readonly floor: number;
  readonly uses: readonly string[];
}

function packages(): readonly Package[] {
  return ['libs', 'connectors', 'apps', 'ui', 'tests'].flatMap((group) =>
    readdirSync(join(root, group))
      .filter((name) => existsSync(join(root, group, name, 'package.json')))
      .map((name) => packageIn(`${group}/${name}`)),
  );
}

function packageIn(folder: string): Package {
  const file = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    name: string;
    nx: { tags: readonly string[] };
    dependencies?: Record<string, string>;
  };
  const tag = file.nx.tags.find((one) => one.startsWith('floor:'));
  const uses = Object.keys(file.dependencies ?? {}).filter((name) => name.startsWith('@joinery/'));
  return { name: file.name, folder, floor: Number(tag?.slice('floor:'.length)), uses };
}

/** Within a floor these may use each other: what stands there is layered by the acyclic graph alone. */
const layeredFloors: ReadonlySet<number> = new Set([1, 3, 5, 6, 7]);

function violations(all: readonly Package[]): readonly string[] {
  const byName = new Map(all.map((one) => [one.name, one]));
  return all.flatMap((one) =>
    one.uses.flatMap((name) => {
      const used = byName.get(name);
      if (!used) return [`${one.name} uses ${name}, which does not exist`];
      const down = used.floor < one.floor || (used.floor === one.floor && layeredFloors.has(one.floor));
      const connectorRule =
        !one.folder.startsWith('connectors/') || ['@joinery/connector-sdk', '@joinery/contracts'].includes(name);
      return down && connectorRule
        ? []
        : [`${one.name} (floor ${one.floor}) must not use ${name} (floor ${used.floor})`];
    }),
  );
}

describe('the floors', () => {
  it('give every package one', () => {
    expect(packages().filter((one) => !Number.isInteger(one.floor))).toEqual([]);
  });

  it('are imported downwards only', () => {
    expect(violations(packages())).toEqual([]);
  });

  it('refuse a planted dependency upwards', () => {
    const planted = packages().map((one) =>
      one.name === '@joinery/engine' ? { ...one, uses: [...one.uses, '@joinery/persistence'] } : one,
    );
    expect(violations(planted)).toEqual(['@joinery/engine (floor 1) must not use @joinery/persistence (floor 3)']);
  });

  it('refuse a connector that uses another connector', () => {
    const planted = packages().map((one) =>
      one.name === '@joinery/connector-http' ? { ...one, uses: ['@joinery/connector-feishu'] } : one,
    );
    expect(violations(planted)).toHaveLength(1);
  });

  it('have no circles', () => {
    expect(circle(packages())).toBeUndefined();
  });
});

function circle(all: readonly Package[]): string | undefined {
  const byName = new Map(all.map((one) => [one.name, one]));
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): string | undefined => {
    if (above.includes(name)) return [...above, name].join(' → ');
    if (done.has(name)) return undefined;
    done.add(name);
    for (const used of byName.get(name)?.uses ?? []) {
      const found = visit(used, [...above, name]);
      if (found) return found;
    }
    return undefined;
  };
  for (const one of all) {
    const found = visit(one.name, []);
    if (found) return found;
  }
  return undefined;
}

describe('lint', () => {
  it.each([
    [
      'the domain reading a file',
      'libs/engine/src/planted.ts',
      "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
    ],
    ['the domain reading the clock', 'libs/flow/src/planted.ts', 'export const x = Date.now();\n'],
    ['the domain rolling dice', 'libs/mapping/src/planted.ts', 'export const x = Math.random();\n'],
    ['the domain reading the environment', 'libs/sync/src/planted.ts', "export const x = process.env['HOME'];\n"],
    [
      'Nest below the platform',
      'libs/persistence/src/planted.ts',
      "import { Injectable } from '@nestjs/common';\nexport const x = Injectable;\n",
    ],
    ['SQL outside persistence', 'apps/api/src/planted.ts', "import pg from 'pg';\nexport const x = pg;\n"],
    [
      'a connector with a way out of its own',
      'connectors/http/src/planted.ts',
      "export const x = fetch('http://example.com');\n",
    ],
    [
      'Redis outside the queue',
      'libs/persistence/src/planted.ts',
      "import { Redis } from 'ioredis';\nexport const x = Redis;\n",
    ],
    [
      'a deep import',
      'apps/worker/src/planted.ts',
      "import { x } from '@joinery/engine/src/ports.ts';\nexport { x };\n",
    ],
    [
      'a test kit in production code',
      'libs/platform/src/planted.ts',
      "import { x } from '@joinery/engine/testing';\nexport { x };\n",
    ],
    [
      'the console importing the server',
      'ui/console/src/planted.ts',
      "import { x } from '@joinery/persistence';\nexport { x };\n",
    ],
    ['an app being imported', 'libs/platform/src/planted.ts', "import { x } from '@joinery/api';\nexport { x };\n"],
  ])('refuses %s', (_, file, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'joinery-lint-'));
    try {
      copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), text);
      const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--quiet', file], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stdout).toMatch(/no-restricted-(imports|properties|globals)/);
      expect(status).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
