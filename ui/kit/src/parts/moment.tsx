import { Tooltip } from 'antd';
import { useSyncExternalStore } from 'react';
import { formatAgo, formatDuration, formatMoment } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

/** The present, renewed every quarter of a minute for all that show it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}

/** “3 minutes ago”, with the exact time on hover. */
export function Ago({ at }: { readonly at: string }) {
  const language = useLanguage();
  const now = Math.max(useNow(), Date.parse(at));
  return (
    <Tooltip title={formatMoment(at, language)}>
      <time dateTime={at}>{formatAgo(at, now, language)}</time>
    </Tooltip>
  );
}

export function Moment({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} className="j-tabular">
      {formatMoment(at, useLanguage())}
    </time>
  );
}

export function Duration({ ms }: { readonly ms: number }) {
  return <span className="j-tabular">{formatDuration(ms, useLanguage())}</span>;
}
