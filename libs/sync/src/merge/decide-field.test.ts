import { expect, it } from 'vitest';
import { decideField, type FieldQuestion } from './decide-field.ts';

const both = [true, false] as const;

function everyQuestion(): readonly FieldQuestion[] {
  return (['source', 'target', 'latest', 'manual'] as const).flatMap((owner) =>
    both.flatMap((sourceChanged) =>
      both.flatMap((targetChanged) =>
        both.flatMap((sourceIsLater) =>
          both.map((first) => ({ owner, sourceChanged, targetChanged, sourceIsLater, first, same: false })),
        ),
      ),
    ),
  );
}

it('agrees on what is the same, whoever owns it', () => {
  for (const question of everyQuestion()) expect(decideField({ ...question, same: true })).toBe('agreed');
});

it('writes what the source alone has changed, unless the target owns it', () => {
  for (const question of everyQuestion().filter((one) => one.sourceChanged && !one.targetChanged && !one.first))
    expect(decideField(question)).toBe(question.owner === 'target' ? 'keep' : 'write');
});

it('keeps what the target alone has changed, unless the source owns it', () => {
  for (const question of everyQuestion().filter((one) => !one.sourceChanged && one.targetChanged && !one.first))
    expect(decideField(question)).toBe(question.owner === 'source' ? 'write' : 'keep');
});

it('never decides a manual field that both have changed', () => {
  const conflicts = everyQuestion().filter((question) => decideField(question) === 'conflict');
  expect(conflicts.length).toBe(4);
  for (const question of conflicts)
    expect(question).toMatchObject({ owner: 'manual', sourceChanged: true, targetChanged: true });
});

it('lets exactly one direction write a field that both have changed, by the later edit', () => {
  const question = { owner: 'latest', sourceChanged: true, targetChanged: true, first: false, same: false } as const;
  expect(decideField({ ...question, sourceIsLater: true })).toBe('write');
  expect(decideField({ ...question, sourceIsLater: false })).toBe('keep');
});

it('gives an owner without a value the other one’s when the pair is linked, and takes none away', () => {
  const first = { sourceIsLater: false, first: true, same: false } as const;
  expect(decideField({ ...first, owner: 'target', sourceChanged: true, targetChanged: false })).toBe('write');
  expect(decideField({ ...first, owner: 'source', sourceChanged: false, targetChanged: true })).toBe('keep');
});
