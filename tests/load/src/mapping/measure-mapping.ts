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
import { median, ratiosOf, rounded, sideBySide, leastTimes, type Ratios } from './side-by-side.ts';

const small = { customers: customers(1_000) };
const large = { customers: customers(10_000) };
const various = customers(64);
const some = { records: smallRecords(10_000) };
const many = { records: smallRecords(100_000) };

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
 * How many times longer ten times the records take. Hand-written JavaScript beside it tells how much of that is the
 * machine's: what no longer fits into a cache grows faster than its number.
 */
function growth(): { readonly growth10kTo100k: Growth; readonly growthByHand: Growth } {
  const ours: Growth = { sort: 0, group: 0, order: 0 };
  const byHand: Growth = { sort: 0, group: 0, order: 0 };
  for (const name of ['sort', 'group', 'order'] as const) {
    const [few, lots] = [leastTimes(growing[name], some), leastTimes(growing[name], many)];
    ours[name] = rounded(lots.ours / few.ours);
    byHand[name] = rounded(lots.byHand / few.byHand);
  }
  return { growth10kTo100k: ours, growthByHand: byHand };
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
