import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ApiClient } from './api-client.ts';
import { CommandError } from './command-error.ts';
import { initConnector } from './connector/init-connector.ts';
import { packConnector } from './connector/pack-connector.ts';
import { planSync, runSync, syncStatus } from './sync/sync-commands.ts';
import { validateConnector } from './connector/validate-connector.ts';

/** Where a command writes. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const usage = `joinery connector init NAME [--into connectors] [--title-zh 标题] [--title-en Title]
    Generates a connector: manifest, README, simulator and contract test.
joinery connector validate PATH [--json]
    Checks a connector's folder (built) or its manifest.json.
joinery connector pack PATH [--out manifest.json]
    Packs a connector that is data only into the one file that others install.
joinery connector install PATH --url URL --token-file FILE
    Packs it and installs it there. The token in the file may do connectors.install.
joinery sync plan|run|status SYNC --url URL --token-file FILE [--full] [--json]
    Plans a sync, runs a pass of it, or tells where it stands. SYNC is a name or an id; run looks for changes, with
    --full it compares everything. The token in the file may do syncs.read, and syncs.operate for plan and run.`;

/** Runs a command line and gives the exit code: 0 done, 1 found wrong, 2 not understood. */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.err(error.message);
    return 2;
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  const [area, command, ...rest] = words;
  if (area === 'connector' && command === 'init') return init(rest, terminal);
  if (area === 'connector' && command === 'validate') return validate(rest, terminal);
  if (area === 'connector' && command === 'pack') return pack(rest, terminal);
  if (area === 'connector' && command === 'install') return install(rest, terminal);
  if (area === 'sync') return sync(command, rest, terminal);
  if (area === undefined || area === '--help' || area === 'help') {
    terminal.out(usage);
    return 0;
  }
  throw new CommandError(usage);
}

async function init(words: readonly string[], { out }: Terminal): Promise<number> {
  const { values, positionals } = parsed(words, {
    into: { type: 'string', default: 'connectors' },
    'title-zh': { type: 'string' },
    'title-en': { type: 'string' },
  });
  const folder = await initConnector({
    name: only(positionals, 'NAME'),
    into: String(values['into']),
    titleZh: textOf(values['title-zh']),
    titleEn: textOf(values['title-en']),
  });
  out(`${folder} is made. Next: npm install, npx tsc -b ${folder}, joinery connector validate ${folder}`);
  return 0;
}

async function validate(words: readonly string[], { out, err }: Terminal): Promise<number> {
  const { values, positionals } = parsed(words, { json: { type: 'boolean', default: false } });
  const { connector, faults } = await validateConnector(only(positionals, 'PATH'));
  if (values['json'] === true) out(JSON.stringify({ ok: faults.length === 0, connector, faults }));
  else if (faults.length === 0) out(`${connector} is sound.`);
  else for (const { place, message } of faults) err(`${place}: ${message}`);
  return faults.length === 0 ? 0 : 1;
}

async function pack(words: readonly string[], { out }: Terminal): Promise<number> {
  const { values, positionals } = parsed(words, { out: { type: 'string', default: 'manifest.json' } });
  const manifest = await packConnector(only(positionals, 'PATH'));
  const file = String(values['out']);
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
  out(`${manifest.name} ${manifest.version} is packed: ${file}`);
  return 0;
}

async function install(words: readonly string[], { out }: Terminal): Promise<number> {
  const { values, positionals } = parsed(words, serverOptions);
  const manifest = await packConnector(only(positionals, 'PATH'));
  const api = await apiOf(values);
  await api.post('/connectors', { manifest });
  out(`${manifest.name} ${manifest.version} is installed.`);
  return 0;
}

const serverOptions = {
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  'token-file': { type: 'string' },
} as const;

async function apiOf(values: Readonly<Record<string, unknown>>): Promise<ApiClient> {
  return new ApiClient({ url: String(values['url']), token: await tokenIn(textOf(values['token-file'])) });
}

async function sync(command: string | undefined, words: readonly string[], { out }: Terminal): Promise<number> {
  const { values, positionals } = parsed(words, {
    ...serverOptions,
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const name = only(positionals, 'SYNC');
  const api = await apiOf(values);
  const output = { out, json: values['json'] === true, everyMs: 500 };
  switch (command) {
    case 'plan':
      return planSync(api, name, output);
    case 'run':
      return runSync(api, { name, full: values['full'] === true }, output);
    case 'status':
      return syncStatus(api, name, output);
    default:
      throw new CommandError(usage);
  }
}

/** Never on the command line itself: others on the machine can read that. */
async function tokenIn(file: string | undefined): Promise<string> {
  if (file === undefined) throw new CommandError('give --token-file, a file with a token made under Administration');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new CommandError(`${file} cannot be read`);
  }
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parsed(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : usage);
  }
}

function only(positionals: readonly string[], name: string): string {
  const [one, ...more] = positionals;
  if (one !== undefined && more.length === 0) return one;
  throw new CommandError(`give one ${name}`);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
