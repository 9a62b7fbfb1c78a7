import type { LinkState, PassScope, PassState, SyncOutcome, SyncSummary } from '@joinery/contracts';
import { Badge, useText } from '@joinery/ui-kit';
import { healthTones, linkTones, outcomeTones, passTones, syncHealth, syncTones } from '../model/words.ts';
import { syncsMessages } from '../syncs.messages.ts';

/** What became of a record; of a plan, what would become of it. */
export function OutcomeBadge({
  outcome,
  scope = 'live',
}: {
  readonly outcome: SyncOutcome;
  readonly scope?: PassScope;
}) {
  const t = useText(syncsMessages);
  return <Badge tone={outcomeTones[outcome]}>{t(outcomeKey(outcome, scope))}</Badge>;
}

export function outcomeKey(outcome: SyncOutcome, scope: PassScope): keyof typeof syncsMessages {
  if (scope === 'live') return `outcome-${outcome}`;
  switch (outcome) {
    case 'created':
      return 'plan-created';
    case 'updated':
      return 'plan-updated';
    case 'disabled':
      return 'plan-disabled';
    case 'deleted':
      return 'plan-deleted';
    default:
      return `outcome-${outcome}`;
  }
}

export function PassBadge({ state }: { readonly state: PassState }) {
  const t = useText(syncsMessages);
  return (
    <Badge tone={passTones[state]} sign={state === 'running' ? 'spin' : undefined}>
      {t(`pass-${state}`)}
    </Badge>
  );
}

export function LinkBadge({ state }: { readonly state: LinkState }) {
  const t = useText(syncsMessages);
  return <Badge tone={linkTones[state]}>{t(`link-${state}`)}</Badge>;
}

export function SyncBadge({ sync }: { readonly sync: SyncSummary }) {
  const t = useText(syncsMessages);
  return (
    <Badge tone={syncTones[sync.state]}>
      {sync.liveVersion === null ? t(`state-${sync.state}`) : `${t(`state-${sync.state}`)} · v${sync.liveVersion}`}
    </Badge>
  );
}

export function HealthBadge({ sync }: { readonly sync: SyncSummary }) {
  const t = useText(syncsMessages);
  const health = syncHealth(sync);
  return (
    <Badge tone={healthTones[health]}>
      {health === 'attention' ? t('issuesN', { count: sync.issues }) : t(`health-${health}`)}
    </Badge>
  );
}
