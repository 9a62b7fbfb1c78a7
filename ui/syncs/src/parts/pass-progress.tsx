import type { Pass } from '@joinery/contracts';
import { Duration, formatNumber, useLanguage, useText } from '@joinery/ui-kit';
import { Progress } from 'antd';
import { syncsMessages } from '../syncs.messages.ts';

/** How far a pass is: counted, estimated, how fast, and what is left. */
export function PassProgress({ pass }: { readonly pass: Pick<Pass, 'state' | 'progress'> }) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const { done, total, perSecond, remainingMs } = pass.progress;
  const whole = pass.state === 'done' ? done : total;
  return (
    <div>
      <Progress
        aria-label={t('progress')}
        percent={percentOf(pass)}
        status={pass.state === 'failed' ? 'exception' : pass.state === 'running' ? 'active' : 'normal'}
        showInfo={whole !== null && pass.state !== 'queued'}
      />
      <div className="y-progress-words">
        <span>
          {whole === null
            ? t('countedN', { count: formatNumber(done, language) })
            : t('countedOf', { done: formatNumber(done, language), total: formatNumber(whole, language) })}
        </span>
        {done > 0 && <span>{t('perSecond', { rate: formatNumber(rounded(perSecond), language) })}</span>}
        {pass.state === 'running' && remainingMs !== null && remainingMs > 0 && (
          <span>
            {t('remaining')} <Duration ms={remainingMs} />
          </span>
        )}
      </div>
    </div>
  );
}

function percentOf({ state, progress: { done, total } }: Pick<Pass, 'state' | 'progress'>): number {
  if (state === 'done') return 100;
  if (total === null || total === 0) return 0;
  // While it runs it is not at its end, whatever the estimate said.
  return Math.min(99, Math.floor((done / total) * 100));
}

const rounded = (value: number): number => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
