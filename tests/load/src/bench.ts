import { stdout, stderr, argv, exit } from 'node:process';

/** A benchmark takes the arguments behind its name and gives what it measured. */
type Benchmark = (args: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;

/** Every benchmark by name. Loaded only when asked for: each brings its own servers and clients. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  mapping: async () => (await import('./mapping/measure-mapping.ts')).measureMapping,
  webhook: async () => (await import('./webhook/measure-webhook.ts')).measureWebhook,
  sync: async () => (await import('./sync/measure-sync.ts')).measureSync,
  'run-path': async () => (await import('./run-path/measure-run-path.ts')).measureRunPath,
};

const [name = '', ...args] = argv.slice(2);
const load = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (!load) {
  stderr.write(`Usage: npm run bench -- <${Object.keys(benchmarks).join(' | ')}> [--json]\n`);
  exit(2);
}
const report = await (await load())(args);
stdout.write(args.includes('--json') ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, undefined, 2)}\n`);
// Servers of a benchmark may leave sockets behind; what was measured is measured.
exit(0);
