import type { RunState, RunStepState } from '@joinery/contracts';
import { kitMessages } from '../kit.messages.ts';
import { useText } from '../i18n/language.tsx';

export type Tone = 'success' | 'error' | 'warning' | 'running' | 'idle';

export const stateTones: Readonly<Record<RunState | RunStepState, Tone>> = {
  queued: 'idle',
  running: 'running',
  waiting: 'warning',
  succeeded: 'success',
  failed: 'error',
  cancelled: 'idle',
  filtered: 'idle',
  skipped: 'idle',
  'outcome-unknown': 'warning',
};

/** Where a run or a step of it stands: colour, sign and word, so that none is needed alone. */
export function StateBadge({ state }: { readonly state: RunState | RunStepState }) {
  const t = useText(kitMessages);
  return (
    <Badge tone={stateTones[state]} sign={state === 'running' ? 'spin' : undefined}>
      {t(state)}
    </Badge>
  );
}

interface BadgeProps {
  readonly tone: Tone;
  readonly sign?: 'spin' | undefined;
  readonly children: React.ReactNode;
}

export function Badge({ tone, sign, children }: BadgeProps) {
  return (
    <span className={`j-badge j-tone-${tone}`}>
      <ToneSign tone={tone} spinning={sign === 'spin'} />
      {children}
    </span>
  );
}

/** A shape for each tone: tick, cross, mark, ring. */
export function ToneSign({
  tone,
  spinning = false,
  size = 14,
}: {
  readonly tone: Tone;
  readonly spinning?: boolean;
  readonly size?: number;
}) {
  return (
    <svg
      className={spinning ? 'j-spin' : undefined}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {tone === 'success' && <path d="m3 7.5 2.7 2.7L11 4.5" />}
      {tone === 'error' && <path d="m4 4 6 6M10 4l-6 6" />}
      {tone === 'warning' && <path d="M7 3v5M7 10.8v.1" />}
      {tone === 'running' && <path d="M7 2a5 5 0 1 1-5 5" />}
      {tone === 'idle' && <circle cx="7" cy="7" r="3.2" />}
    </svg>
  );
}
