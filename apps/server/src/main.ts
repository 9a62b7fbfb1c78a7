import { explain } from './explain.ts';
import { serve } from './serve.ts';

try {
  await serve({ environment: process.env, say: (line) => process.stdout.write(`${line}\n`) });
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  // What had been opened by then keeps a process alive.
  process.exit(1);
}
