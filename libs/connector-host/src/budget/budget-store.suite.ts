import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BudgetStore } from './budget-store.ts';

export interface Subject {
  readonly store: BudgetStore;
  /** Lets time pass for the store. */
  readonly pass: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const perSecond = [{ limit: 3, perMs: 1_000 }];

/** What every budget store does. */
export function budgetStoreSuite(make: () => Promise<Subject>): void {
  let subject: Subject;
  beforeEach(async () => {
    subject = await make();
  });
  afterEach(async () => {
    await subject.close();
  });

  /** Milliseconds to wait; 0 when it was taken. */
  const take = async (key = 'a', windows = perSecond, cost = 1): Promise<number> => {
    const taken = await subject.store.take(key, windows, cost);
    return taken.kind === 'wait' ? taken.waitMs : 0;
  };
  const takenAt = async (cost: number): Promise<number> => {
    const taken = await subject.store.take('a', perSecond, cost);
    return taken.kind === 'taken' ? taken.at : Number.NaN;
  };

  test('gives out as much as the window holds and then tells how long to wait', async () => {
    expect([await take(), await take(), await take()]).toEqual([0, 0, 0]);
    const waitMs = await take();
    expect(waitMs).toBeGreaterThan(900);
    expect(waitMs).toBeLessThanOrEqual(1_032);
    await subject.pass(waitMs);
    expect(await take()).toBe(0);
  });

  test('keeps keys apart', async () => {
    await take('a', perSecond, 3);
    expect(await take('b')).toBe(0);
  });

  test('takes from all windows or from none', async () => {
    const windows = [...perSecond, { limit: 4, perMs: 10_000 }];
    expect(await take('a', windows, 3)).toBe(0);
    await subject.pass(1_040);
    expect(await take('a', windows, 2)).toBeGreaterThan(5_000);
    expect(await take('a', windows, 1)).toBe(0);
  });

  test('a cost above the limit goes through alone, when nothing else was taken', async () => {
    expect(await take('a', perSecond, 5)).toBe(0);
    expect(await take()).toBeGreaterThan(0);
  });

  test('a request counts from when it was over, because only then has it surely arrived', async () => {
    const at = await takenAt(3);
    await subject.pass(480);
    await subject.store.settle('a', perSecond, 3, at);
    await subject.pass(600);
    expect(await take()).toBeGreaterThan(0);
    await subject.pass(450);
    expect(await take()).toBe(0);
  });

  test('a request that took long counts from a moment after its start', async () => {
    const at = await takenAt(3);
    await subject.pass(900);
    await subject.store.settle('a', perSecond, 3, at);
    await subject.pass(650);
    expect(await take()).toBe(0);
  });

  test('what the vendor says is left lowers it until its moment', async () => {
    await subject.store.correct('a', 1, 400);
    expect(await take()).toBe(0);
    const waitMs = await take();
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(400);
    await subject.pass(410);
    expect(await take()).toBe(0);
  });

  test('what the vendor says later never raises it', async () => {
    await subject.store.correct('a', 0, 400);
    await subject.store.correct('a', 5, 400);
    expect(await take()).toBeGreaterThan(0);
  });

  test('a pause holds without any window too', async () => {
    expect(await take('p', [])).toBe(0);
    await subject.store.correct('p', 0, 200);
    expect(await take('p', [])).toBeGreaterThan(0);
    await subject.pass(210);
    expect(await take('p', [])).toBe(0);
  });
}
