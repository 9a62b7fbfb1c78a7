import type { PassScope, SyncCounts, SyncOutcome } from '@joinery/contracts';
import { formatNumber, ToneSign, useLanguage, useText } from '@joinery/ui-kit';
import { outcomeOrder, outcomeTones } from '../model/words.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { outcomeKey } from './badges.tsx';

type Counts = Readonly<Partial<SyncCounts>>;

const countedOf = (counts: Counts) =>
  outcomeOrder.map((outcome) => [outcome, counts[outcome] ?? 0] as const).filter(([, count]) => count > 0);

/** What a pass did, on one line. */
export function CountLine({ counts, scope = 'live' }: { readonly counts: Counts; readonly scope?: PassScope }) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const counted = countedOf(counts);
  if (counted.length === 0) return <span className="j-muted">{t('nothingToDo')}</span>;
  return (
    <span className="y-count-line">
      {counted.map(([outcome, count]) => (
        <span key={outcome}>
          {t(outcomeKey(outcome, scope))} <b className="j-tabular">{formatNumber(count, language)}</b>
        </span>
      ))}
    </span>
  );
}

interface CountTilesProps {
  readonly counts: Counts;
  readonly scope: PassScope;
  /** Shown even where there is none of it. */
  readonly always?: readonly SyncOutcome[];
  readonly chosen?: SyncOutcome | undefined;
  readonly onChoose?: (outcome: SyncOutcome | undefined) => void;
}

/** The same as tiles, each a filter of the records below. */
export function CountTiles({ counts, scope, always = [], chosen, onChoose }: CountTilesProps) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const shown = outcomeOrder.filter((outcome) => (counts[outcome] ?? 0) > 0 || always.includes(outcome));
  return (
    <div className="y-tiles">
      {shown.map((outcome) => (
        <button
          type="button"
          key={outcome}
          className={`y-tile j-tone-${outcomeTones[outcome]}`}
          disabled={!onChoose || (counts[outcome] ?? 0) === 0}
          aria-pressed={chosen === outcome}
          onClick={() => onChoose?.(chosen === outcome ? undefined : outcome)}
        >
          <span>
            <ToneSign tone={outcomeTones[outcome]} /> {t(outcomeKey(outcome, scope))}
          </span>
          <b className="j-tabular">{formatNumber(counts[outcome] ?? 0, language)}</b>
        </button>
      ))}
    </div>
  );
}
