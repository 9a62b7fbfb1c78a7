import type { Step, StepKind, Trigger } from '@joinery/contracts';
import { actionOf, connectorTitle, triggerViewOf, type Catalogue } from '../catalogue/catalogue.ts';
import { localText, type UiLanguage } from '@joinery/ui-kit';
import type { DesignerKey } from '../designer.messages.ts';

type Say = (key: DesignerKey) => string;

/** What a step shows under its name: whose action it is, or what kind of step. */
export function stepSubtitle(step: Step, catalogue: Catalogue, language: UiLanguage, say: Say): string {
  if (step.kind !== 'action') return say(kindKey(step.kind));
  const action = actionOf(catalogue, step);
  return `${connectorTitle(catalogue, step.connector, language)} · ${localText(action?.title ?? step.action, language)}`;
}

export function kindKey(kind: Exclude<StepKind, 'action'>): DesignerKey {
  return kind;
}

export const triggerKey = {
  event: 'triggerEvent',
  schedule: 'triggerSchedule',
  manual: 'triggerManual',
  flow: 'triggerFlow',
} as const satisfies Record<Trigger['kind'], DesignerKey>;

export function triggerTitle(trigger: Trigger, catalogue: Catalogue, language: UiLanguage, say: Say): string {
  if (trigger.kind === 'event') return localText(triggerViewOf(catalogue, trigger)?.title ?? trigger.trigger, language);
  return say(triggerKey[trigger.kind]);
}

export function triggerSubtitle(trigger: Trigger, catalogue: Catalogue, language: UiLanguage, say: Say): string {
  if (trigger.kind === 'event') return connectorTitle(catalogue, trigger.connector, language);
  return trigger.kind === 'schedule' ? `${trigger.cron} · ${trigger.zone}` : say('trigger');
}
