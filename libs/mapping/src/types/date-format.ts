/** What a date says about its zone. */
export type DateKind = 'zoned' | 'local' | 'date' | 'time';

const kinds: Readonly<Record<string, DateKind>> = {
  'date-time': 'zoned',
  'iso-date-time': 'zoned',
  'local-date-time': 'local',
  'date-time-local': 'local',
  'datetime-local': 'local',
  'naive-date-time': 'local',
  datetime: 'local',
  date: 'date',
  'full-date': 'date',
  time: 'time',
  'partial-time': 'time',
};

/** The kind of date a `format` stands for. */
export function dateKind(format: string | undefined): DateKind | undefined {
  return format === undefined ? undefined : kinds[format];
}

const localText = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const localPicture = /yyyy[-/]mm[-/]dd[ 't]+hh:mm(:ss)?(?!.*(z|xx|offset|时区|zone))/i;

/** Vendors say in examples or prose that a date has no zone; read it where `format` is silent. */
export function dateFormatHint(schema: Readonly<Record<string, unknown>>): string | undefined {
  const examples = [
    schema['example'],
    schema['default'],
    ...(Array.isArray(schema['examples']) ? schema['examples'] : []),
  ];
  if (examples.some((each) => typeof each === 'string' && localText.test(each))) return 'local-date-time';
  const prose = schema['description'];
  return typeof prose === 'string' && localPicture.test(prose) ? 'local-date-time' : undefined;
}

export const isLocalText = (text: string): boolean => localText.test(text);
export const isDateText = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
export const isTimeText = (text: string): boolean => /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text);

/** Whether a text is a time that names its zone. */
export function isZonedText(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})$/.test(text);
}
