// `npm run demo -- --json`: ends with one JSON line; the exit code tells.
import { runDemo } from './run-demo.ts';

const quiet = process.argv.includes('--json');
const begun = Date.now();
const result = await runDemo((line) => {
  if (!quiet) process.stderr.write(`[${((Date.now() - begun) / 1000).toFixed(1)} s] ${line}\n`);
}).catch((error: unknown) => ({ ok: false, error: error instanceof Error ? error.message : String(error) }));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(result.ok ? 0 : 1);
