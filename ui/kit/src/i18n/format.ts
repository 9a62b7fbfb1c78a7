import type { UiLanguage } from './messages.ts';

const locales = { zh: 'zh-CN', en: 'en-GB' } as const;

export function formatNumber(value: number, language: UiLanguage): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** Date and time to the second, in the person's own zone. */
export function formatMoment(iso: string, language: UiLanguage): string {
  return new Intl.DateTimeFormat(locales[language], {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(new Date(iso));
}

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** “3 minutes ago”, by the largest unit that fits. */
export function formatAgo(iso: string, nowMs: number, language: UiLanguage): string {
  const elapsedMs = Date.parse(iso) - nowMs;
  const [unit, ms] = steps.find(([, size]) => Math.abs(elapsedMs) >= size) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(Math.round(elapsedMs / ms), unit);
}

/** A length of time in the two units that matter: `850 ms`, `12.4 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number, language: UiLanguage): string {
  const [milli, second, minute, hour] = language === 'zh' ? ['毫秒', '秒', '分', '小时'] : ['ms', 's', 'min', 'h'];
  if (ms < 1000) return `${Math.round(ms)} ${milli}`;
  if (ms < 60_000) return `${trimmed(ms / 1000)} ${second}`;
  if (ms < 3_600_000) return twoUnits(Math.floor(ms / 60_000), minute, Math.floor((ms % 60_000) / 1000), second);
  return twoUnits(Math.floor(ms / 3_600_000), hour, Math.floor((ms % 3_600_000) / 60_000), minute);
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function twoUnits(big: number, bigUnit: string | undefined, small: number, smallUnit: string | undefined): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
