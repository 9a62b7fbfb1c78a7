import { cacheOf, compile } from '@joinery/mapping';
import {
  arrayCase,
  constructs,
  groupCase,
  growing,
  orderCase,
  pathCase,
  recordCase,
  sortCase,
  type Case,
} from './cases.ts';
import { customers, smallRecords } from './customers.ts';
import { growthOf, type Grown } from './growth.ts';
import { median, ratiosOf, rounded, sideBySide, type Ratios } from './side-by-side.ts';

const small = { customers: customers(1_000) };
const large = { customers: customers(10_000) };
const various = customers(64);
const whole = { records: smallRecords(100_000) };
/** The same records in ten lists: one list ten times over would never leave the processor's caches. */
const parts = Array.from({ length: 10 }, (_, i) => ({
  records: smallRecords(100_000).slice(i * 10_000, (i + 1) * 10_000),
}));

/** The mapping benchmark: the reference, ours and hand-written JavaScript in one process. */
export async function measureMapping(): Promise<Record<string, unknown>> {
  const record = await measure(recordCase, various);
  const path = await measure(pathCase, various);
  const array10k = await measure(arrayCase, [large]);
  const group = await measure(groupCase, [small]);
  const order = await measure(orderCase, [small]);
  const sort = await measure(sortCase, [small]);
  const slowest = await slowestConstruct();
  return {
    record,
    path,
    array10k,
    group,
    order,
    sort,
    slowest,
    ...growth(),
    compileMs: compileMs(),
    cacheHitRate: cacheHitRate(),
  };
}

async function measure(each: Case, inputs: readonly unknown[]): Promise<Ratios> {
  return ratiosOf(await sideBySide(each, inputs));
}

/** Of all other constructs the one that gains least over the reference. */
async function slowestConstruct(): Promise<{ readonly construct: string; readonly timesReference: number }> {
  const found: { construct: string; timesReference: number }[] = [];
  for (const [construct, expression] of Object.entries(constructs)) {
    const { timesReference } = await measure({ expression, byHand: () => undefined }, [small]);
    found.push({ construct, timesReference });
  }
  return found.toSorted((a, b) => a.timesReference - b.timesReference)[0]!;
}

type Growth = Record<keyof typeof growing, number>;

/**
 * How many times longer one list of a hundred thousand records takes than one of ten thousand; hand-written JavaScript
 * beside it tells how much of that is the machine's.
 */
function growth(): { readonly growth10kTo100k: Growth; readonly growthByHand: Growth } {
  const grown = Object.fromEntries(
    Object.entries(growing).map(([name, each]) => [name, growthOf(each, parts, whole)] as const),
  ) as Readonly<Record<keyof typeof growing, Grown>>;
  const of = (side: keyof Grown): Growth => ({
    sort: rounded(grown.sort[side]),
    group: rounded(grown.group[side]),
    order: rounded(grown.order[side]),
  });
  return { growth10kTo100k: of('ours'), growthByHand: of('byHand') };
}

/** A source never seen before each time, so that no cache helps. */
function compileMs(): number {
  const times = Array.from({ length: 60 }, (_, i) => {
    const start = performance.now();
    compile(`${recordCase.expression} /* ${i} */`);
    return performance.now() - start;
  });
  return rounded(median(times));
}

/** A day's work in small: two hundred mappings, each used many times, some far more than others. */
function cacheHitRate(): number {
  const before = cacheOf().report();
  for (let i = 0; i < 10_000; i++) compile(`{"id": id, "n": ${(i * i) % 211}}`);
  const after = cacheOf().report();
  const hits = after.hits - before.hits;
  return rounded(hits / (hits + after.misses - before.misses));
}
