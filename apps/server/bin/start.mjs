// `npm start`: from a bare clone to a running Joinery, in one process.
import { prepare } from './prepare.mjs';

const begun = Date.now();
const say = (line) => process.stdout.write(`[${((Date.now() - begun) / 1000).toFixed(1).padStart(5)} s] ${line}\n`);

let explain = (error) => (error instanceof Error ? error.message : String(error));
try {
  await prepare(say, ['@joinery/server', '@joinery/ui-console']);
  const server = await import('../dist/index.js');
  ({ explain } = server);
  await server.serve({ environment: process.env, say });
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  // What had been opened by then keeps a process alive.
  process.exit(1);
}
