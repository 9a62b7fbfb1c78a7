import { customerData } from './customer-data.ts';
import { intake } from './intake.ts';
import { notification } from './notification.ts';
import { organisation } from './organisation.ts';
import { processClosure } from './process-closure.ts';
import { serviceData } from './service-data.ts';
import { onStage, type Seen, type Stage } from './stage.ts';

/** By the numbers of the product's scenarios. */
const scenarios: Readonly<Record<number, (stage: Stage) => Promise<Seen>>> = {
  1: customerData,
  2: organisation,
  3: processClosure,
  4: notification,
  5: serviceData,
  6: intake,
};

export interface ScenarioResult {
  readonly scenario: number;
  readonly ok: boolean;
  readonly seconds?: number;
  readonly faults?: readonly string[];
  readonly [figure: string]: unknown;
}

/** One scenario, end to end: made from its template by the public API, driven and judged from outside. */
export async function runScenario(number: number, say: (line: string) => void): Promise<ScenarioResult> {
  const play = scenarios[number];
  if (!play) throw new Error(`there is no scenario ${number}; there are ${Object.keys(scenarios).join(', ')}`);
  const begun = performance.now();
  const { figures, faults } = await onStage(say, play);
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
  return { scenario: number, ok: faults.length === 0, ...figures, seconds, faults };
}
