import type { JsonSchema } from '@joinery/contracts';
import { proposeMapping } from '@joinery/mapping';
import type { FieldTable } from './field-tables.ts';

export interface Score {
  readonly pairs: number;
  readonly proposed: number;
  readonly correct: number;
  readonly wrong: readonly string[];
}

/** What is proposed for a table in both directions, against what the table says. */
export function measure(table: FieldTable): Score {
  const forward = compare(table, ([ours, theirs]) => [theirs, ours]);
  const backward = compare(table, ([ours, theirs]) => [ours, theirs]);
  return add(forward, backward);
}

function compare(table: FieldTable, sided: (pair: readonly [string, string]) => readonly [string, string]): Score {
  const pairs = table.pairs.map(sided);
  const isForward = sided(['a', 'b'])[0] === 'b';
  const sources = [...pairs.map(([source]) => source), ...(isForward ? (table.others ?? []) : [])];
  const targets = [...pairs.map(([, target]) => target), ...(isForward ? [] : (table.others ?? []))];
  const proposals = proposeMapping({ sourceSchema: schemaOf(sources), targetSchema: schemaOf(targets) });
  const expected = new Map(pairs.map(([source, target]) => [target, source]));
  const correct = proposals.filter(({ source, target }) => expected.get(target[0] ?? '') === source[0]);
  const wrong = proposals
    .filter((each) => !correct.includes(each))
    .map(
      ({ source, target, confidence }) => `${table.name}: ${source.join('.')} → ${target.join('.')} (${confidence})`,
    );
  return { pairs: pairs.length, proposed: proposals.length, correct: correct.length, wrong };
}

function schemaOf(names: readonly string[]): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])) };
}

export function add(a: Score, b: Score): Score {
  return {
    pairs: a.pairs + b.pairs,
    proposed: a.proposed + b.proposed,
    correct: a.correct + b.correct,
    wrong: [...a.wrong, ...b.wrong],
  };
}

const none: Score = { pairs: 0, proposed: 0, correct: 0, wrong: [] };

export function measureAll(tables: readonly FieldTable[]): Score {
  return tables.map(measure).reduce(add, none);
}

/** Part of the proposals that are right, and part of the pairs that are found. */
export function rates({ pairs, proposed, correct }: Score): {
  readonly precision: number;
  readonly recall: number;
  readonly pairs: number;
} {
  const part = (whole: number) => Math.round((correct / Math.max(1, whole)) * 1000) / 1000;
  return { precision: part(proposed), recall: part(pairs), pairs };
}
