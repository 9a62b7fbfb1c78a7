// The product in a process that may be told to end itself, as SIGKILL would end it, at a named moment of the engine:
// KILL_POINT=after-effect KILL_AFTER=3 dies when it comes to that moment for the fourth time.
import { serve } from '@joinery/server';

const { KILL_POINT: point, KILL_AFTER: after = '0', ...environment } = process.env;
let left = Number(after);

await serve({
  environment,
  say: (line) => process.stdout.write(`${line}\n`),
  reach: (reached) => {
    if (reached === point && left-- <= 0) process.kill(process.pid, 'SIGKILL');
  },
});
