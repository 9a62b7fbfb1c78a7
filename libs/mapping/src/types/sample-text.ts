import { dateKind, isDateText, isLocalText, isTimeText, isZonedText, type DateKind } from './date-format.ts';
import type { StringType, Type } from './type.ts';

const samples: Readonly<Record<DateKind, string>> = {
  zoned: '2026-01-02T03:04:05Z',
  local: '2026-01-02T03:04:05',
  date: '2026-01-02',
  time: '03:04:05',
};

/** Stands in a sample for text that is not known. */
const unknown = '\ufffd';

/** A text written as those of the type are; undefined where nothing is known of how they are written. */
export function sampleOf(type: Type | undefined): string | undefined {
  const text = type?.any ? undefined : type?.string;
  if (!text || type?.number || type?.null || (type?.booleans.length ?? 0) > 0) return undefined;
  if (text.values?.length === 1) return text.values[0];
  const kind = dateKind(text.format);
  return text.sample ?? (kind && samples[kind]);
}

/** What a sample says about texts that are made as it was made. */
export function likeSample(sample: string | undefined): Pick<StringType, 'sample' | 'format'> {
  return sample === undefined ? {} : { sample, format: formatOf(sample) };
}

/** One text behind the other. */
export function samplesJoined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? unknown).join('');
}

/** A sample changed as the text is, where all of it is known. */
export function sampleChanged(
  sample: string | undefined,
  change: (text: string) => string | undefined,
): string | undefined {
  return sample === undefined || sample.includes(unknown) ? undefined : change(sample);
}

function formatOf(sample: string): string | undefined {
  if (isZonedText(sample)) return sample.includes(' ') ? undefined : 'date-time';
  if (sample.includes(unknown)) return zoneAtEnd.test(sample) ? 'date-time' : undefined;
  if (isLocalText(sample)) return 'local-date-time';
  if (isDateText(sample)) return 'date';
  return isTimeText(sample) ? 'time' : undefined;
}

/** Whoever writes a zone behind something takes it for a time. */
const zoneAtEnd = /(?:\ufffd|\d)(?:[Zz]|[+-]\d{2}:\d{2})$/;
