import { expect, it, vi } from 'vitest';
import { Every } from './every.ts';

it('goes on at once while there is more, rests between turns, and tells of failures without ending', async () => {
  vi.useFakeTimers();
  try {
    const turns: (() => Promise<'again' | 'rest'>)[] = [
      () => Promise.resolve('again'),
      () => Promise.resolve('rest'),
      () => Promise.reject(new Error('database away')),
      () => Promise.resolve('rest'),
    ];
    const failures: unknown[] = [];
    const loop = new Every({
      periodMs: 1000,
      work: () => turns.shift()!(),
      failed: (error) => failures.push(error),
    }).start();
    await vi.advanceTimersByTimeAsync(0);
    expect(turns).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(turns).toHaveLength(1);
    expect(failures).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(turns).toHaveLength(0);
    await loop.stop();
  } finally {
    vi.useRealTimers();
  }
});

it('stops only after the turn that is under way', async () => {
  const done: string[] = [];
  let finish = (): void => undefined;
  const loop = new Every({
    periodMs: 1,
    failed: () => undefined,
    work: () => new Promise((resolve) => (finish = () => resolve((done.push('turn'), 'rest')))),
  }).start();
  const stopped = loop.stop().then(() => done.push('stopped'));
  finish();
  await stopped;
  expect(done).toEqual(['turn', 'stopped']);
});
