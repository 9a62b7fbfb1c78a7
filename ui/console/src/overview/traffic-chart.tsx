import type { Overview } from '@joinery/contracts';
import { useLanguage, useNow, useText } from '@joinery/ui-kit';
import { Tooltip } from 'antd';
import { overviewMessages } from './overview.messages.ts';
import { barHeights, everyHour } from './bar-heights.ts';

const chartHeight = 200;

/** Events by hour as bars, failures on top of them in their own colour. */
export function TrafficChart({ series: told }: { readonly series: Overview['series'] }) {
  const t = useText(overviewMessages);
  const language = useLanguage();
  const series = everyHour(told, 24, useNow());
  const bars = barHeights(series, chartHeight);
  const hourOf = (at: string) =>
    new Date(at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    });
  return (
    <figure style={{ margin: 0, padding: '20px 20px 12px' }} aria-label={t('chart')}>
      <div
        style={{
          position: 'relative',
          display: 'flex',
          gap: 4,
          alignItems: 'flex-end',
          height: chartHeight,
          borderBottom: '1px solid var(--j-line)',
        }}
      >
        {told.length === 0 && (
          <span className="j-muted" style={{ position: 'absolute', inset: 0, display: 'grid', placeItems: 'center' }}>
            {t('quiet')}
          </span>
        )}
        {bars.map(({ point, accepted, failed }) => (
          <Tooltip
            key={point.at}
            title={t('point', { at: hourOf(point.at), accepted: point.accepted, failed: point.failed })}
          >
            <div
              style={{ display: 'flex', flex: 1, flexDirection: 'column', justifyContent: 'flex-end', height: '100%' }}
            >
              {failed > 0 && (
                <div
                  style={{ height: failed, borderRadius: '3px 3px 0 0', background: 'var(--j-error)', marginBottom: 1 }}
                />
              )}
              <div
                style={{
                  height: accepted,
                  borderRadius: failed > 0 ? 0 : '3px 3px 0 0',
                  background: 'color-mix(in srgb, var(--j-primary) 55%, var(--j-surface))',
                }}
              />
            </div>
          </Tooltip>
        ))}
      </div>
      <div
        className="j-muted j-tabular"
        style={{ display: 'flex', justifyContent: 'space-between', marginTop: 8, fontSize: 12 }}
      >
        {labels(series).map((at) => (
          <span key={at}>{hourOf(at)}</span>
        ))}
      </div>
    </figure>
  );
}

/** First, last and a few between. */
function labels(series: Overview['series']): readonly string[] {
  const every = Math.max(1, Math.ceil(series.length / 6));
  return series.filter((_, index) => index % every === 0).map((point) => point.at);
}
