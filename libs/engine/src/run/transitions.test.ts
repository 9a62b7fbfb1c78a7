import { endedRunStates, runStates } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { allowed, transitions, type Transition } from './transitions.ts';

const names = Object.keys(transitions) as Transition[];

describe('the table of states', () => {
  it('allows exactly what it lists, for every state and transition', () => {
    for (const name of names) {
      for (const state of runStates)
        expect(allowed(name, state)).toBe((transitions[name].from as readonly string[]).includes(state));
    }
  });

  it('lets nothing but a person bring back what has ended', () => {
    const back = names.filter((name) =>
      transitions[name].from.some((from) => (endedRunStates as readonly string[]).includes(from)),
    );
    expect(back).toEqual(['resume']);
  });

  it('reaches every state from queued, and from every unfinished state an end', () => {
    const reach = (start: string): ReadonlySet<string> => {
      const seen = new Set([start]);
      for (let size = 0; size !== seen.size;) {
        size = seen.size;
        for (const name of names)
          if (transitions[name].from.some((from) => seen.has(from))) seen.add(transitions[name].to);
      }
      return seen;
    };
    expect([...reach('queued')].toSorted()).toEqual([...runStates].toSorted());
    for (const state of ['queued', 'running', 'waiting']) expect(reach(state).has('succeeded')).toBe(true);
  });
});
