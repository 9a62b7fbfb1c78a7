import { compile } from '@joinery/mapping';
import { hostiles } from './corpus.ts';
import { timeMs } from './harm.ts';
import { measured } from './measured.ts';

// What the engine itself takes to start is not the expression's doing.
compile('$sum(a.b[c = 1].d) & $replace("a", /a+/, "b")').evaluate({ a: [] });
const hostile = hostiles[Number(process.argv[2])]!;
process.stdout.write(JSON.stringify(measured(hostile, timeMs)));
