import { describe, expect, it } from 'vitest';
import { runCorpus } from './corpus-run.ts';
import { checkSoundness, soundnessCase } from './soundness.ts';

describe('types of expressions', () => {
  it('hold every result of random expressions over random data', async () => {
    for (let seed = 1; seed <= 1_500; seed += 1) {
      const outcome = await checkSoundness(soundnessCase(seed));
      expect(outcome.kind, `replay with npm run mapping:types -- --cases 1 --seed ${seed}`).not.toBe('unsound');
    }
  }, 60_000);

  it('catch the mistakes of the corpus and leave right mappings alone', () => {
    const { catchRate, falseAlarmRate, mistakes, correct, missed, alarms } = runCorpus();
    expect(mistakes).toBeGreaterThanOrEqual(200);
    expect(correct).toBeGreaterThanOrEqual(200);
    expect(catchRate, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(falseAlarmRate, alarms.join('\n')).toBeLessThanOrEqual(0.02);
  }, 60_000);
});
