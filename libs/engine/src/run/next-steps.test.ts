import type { Graph } from '@joinery/contracts';
import { flowGraph } from '@joinery/flow';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bodyOf, map } from '../testing/index.ts';
import { nextSteps, type Settlement } from './next-steps.ts';

const graphOf = (ids: readonly string[], edges: readonly string[]) =>
  flowGraph(
    bodyOf(
      ids.map((id) => map(id, '1')),
      edges.map((one) => (one.includes('->') ? one : one)),
    ) as unknown as Graph,
    'item',
  );

it('starts what the entry leads to', () => {
  const graph = graphOf(['a', 'b'], ['item -> a', 'item -> b']);
  expect(nextSteps(graph, new Map(), 'item').ready.map((step) => step.id)).toEqual(['a', 'b']);
});

it('lets a join wait for all its taken edges', () => {
  const graph = graphOf(['a', 'b', 'join'], ['item -> a', 'item -> b', 'a -> join', 'b -> join']);
  const settled = new Map<string, Settlement>([['a', { port: 'out' }]]);
  expect(nextSteps(graph, settled, 'a').ready).toEqual([]);
  settled.set('b', { port: 'out' });
  expect(nextSteps(graph, settled, 'b').ready.map((step) => step.id)).toEqual(['join']);
});

it('runs a join when one of its edges is dead and the other was taken', () => {
  const graph = graphOf(['a', 'b', 'join'], ['item -> a', 'item -> b', 'a -> join', 'b -> join']);
  const settled = new Map<string, Settlement>([
    ['a', { port: 'out' }],
    ['b', { port: null }],
  ]);
  expect(nextSteps(graph, settled, 'b').ready.map((step) => step.id)).toEqual(['join']);
});

it('propagates dead paths through whole chains', () => {
  const graph = graphOf(['a', 'b', 'c'], ['item -> a', 'a.error -> b', 'b -> c']);
  const next = nextSteps(graph, new Map([['a', { port: 'out' }]]), 'a');
  expect(next).toEqual({ ready: [], dead: ['b', 'c'] });
});

/** Any acyclic graph: edges only lead from a lower number to a higher one; every step's port is out or error. */
const anyGraph = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    edges: fc.uniqueArray(
      fc
        .tuple(
          fc.integer({ min: -1, max: size - 2 }),
          fc.integer({ min: 0, max: size - 1 }),
          fc.constantFrom('out', 'error'),
        )
        .filter(([from, to]) => from < to),
      { selector: ([from, to, port]) => `${from}.${port}-${to}`, maxLength: 30 },
    ),
    ports: fc.array(fc.constantFrom('out', 'error', null), { minLength: size, maxLength: size }),
    order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  }),
);

it('brings every reachable step to exactly one verdict, whatever the order in which steps settle', () => {
  fc.assert(
    fc.property(anyGraph, ({ size, edges, ports, order }) => {
      const ids = Array.from({ length: size }, (_, at) => `s${at}`);
      const lines = edges.map(([from, to, port]) => (from < 0 ? `item -> s${to}` : `s${from}.${port} -> s${to}`));
      const graph = graphOf(ids, [...new Set(lines)]);
      const settled = new Map<string, Settlement>();
      const verdicts = new Map<string, string>();
      const running: string[] = [];
      const take = (after: string) => {
        const { ready, dead } = nextSteps(graph, settled, after);
        for (const id of dead) {
          expect(verdicts.has(id)).toBe(false);
          verdicts.set(id, 'dead');
          settled.set(id, { port: null });
        }
        for (const { id } of ready) {
          expect(verdicts.has(id)).toBe(false);
          verdicts.set(id, 'ran');
          running.push(id);
        }
      };
      take('item');
      for (let turn = 0; running.length > 0; turn++) {
        const [id] = running.splice((order[turn % order.length] ?? 0) % running.length, 1);
        settled.set(id!, { port: ports[Number(id!.slice(1))] ?? null });
        take(id!);
      }
      // A step without any way from the entry is never looked at; every other one has its verdict.
      const reached = new Set<string>(['item']);
      for (const id of ids) if ((graph.incoming.get(id) ?? []).some((edge) => reached.has(edge.from))) reached.add(id);
      for (const id of ids) {
        const fully = (graph.incoming.get(id) ?? []).every((edge) => reached.has(edge.from));
        if (reached.has(id) && fully && allInputsReached(graph, id, reached)) expect(verdicts.has(id)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

function allInputsReached(graph: ReturnType<typeof flowGraph>, id: string, reached: ReadonlySet<string>): boolean {
  return (graph.incoming.get(id) ?? []).every(
    (edge) => edge.from === 'item' || (reached.has(edge.from) && allInputsReached(graph, edge.from, reached)),
  );
}
