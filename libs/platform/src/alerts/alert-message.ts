import { errorCodes, failureText, severityOfAlert, type Failure, type Json, type Language } from '@joinery/contracts';
import type { AlertNotice } from '@joinery/persistence';
import { kindWords, severityWords, word } from './alert-words.ts';

/** What is said, before it is put into the shape of a connector. */
export interface AlertMessage {
  readonly title: string;
  /** One paragraph for each alert; the first line of each says what and where. */
  readonly parts: readonly string[];
  /** What stands in place of parts that a connector has no room for. */
  readonly more: (left: number) => string;
  /** The same for machines. */
  readonly type: 'alert.raised' | 'alert.test';
  readonly payload: Json;
}

interface Reader {
  readonly language: Language;
  /** IANA. */
  readonly timeZone: string;
  /** Of the console, without a slash at the end. */
  readonly publicUrl: string;
}

export function alertMessage(notices: readonly AlertNotice[], reader: Reader): AlertMessage {
  const { language, publicUrl } = reader;
  const [only] = notices;
  const about = notices.length === 1 && only ? headline(only, language) : `${notices.length}`;
  return {
    title: `${word('title', language)} · ${about}`,
    parts: notices.map((notice) => paragraph(notice, reader)),
    more: (left) => `${word('more', language, { left })}\n${publicUrl}/alerts`,
    type: 'alert.raised',
    payload: { alerts: notices.map((notice) => forMachines(notice, publicUrl)) },
  };
}

export function testMessage({ language, publicUrl }: Pick<Reader, 'language' | 'publicUrl'>): AlertMessage {
  const text = word('testText', language);
  return {
    title: word('testTitle', language),
    parts: [`${text}\n${publicUrl}/alerts`],
    more: () => '',
    type: 'alert.test',
    payload: { message: { zh: word('testText', 'zh'), en: word('testText', 'en') } },
  };
}

function headline({ kind, over, subjectName }: AlertNotice, language: Language): string {
  const state = over ? word('over', language) : severityWords[severityOfAlert[kind]][language];
  const name = subjectName === null ? '' : ` · ${oneLine(subjectName)}`;
  return `[${state}] ${kindWords[kind][language]}${name}`;
}

function paragraph(notice: AlertNotice, reader: Reader): string {
  const { language } = reader;
  return [
    headline(notice, language),
    sentence(notice, language),
    howOften(notice, reader),
    link(notice, reader.publicUrl),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** What happened; vendors’ words in it are kept to one line of bearable length. */
function sentence({ code, failure }: Pick<AlertNotice, 'code' | 'failure'>, language: Language): string {
  if (!Object.hasOwn(errorCodes, code)) return code;
  const text = oneLine(failureText(failure ?? ({ code } as Failure), language));
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

const mostCharacters = 400;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function howOften({ pending, count, lastAt }: AlertNotice, { language, timeZone }: Reader): string {
  const at = moment(lastAt, language, timeZone);
  if (pending === 0) return word('ended', language, { count, at });
  if (count > pending) return word('again', language, { pending, count, at });
  return word(pending === 1 ? 'once' : 'often', language, { pending, at });
}

function moment(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
}

const link = ({ runId }: AlertNotice, publicUrl: string): string =>
  runId === null ? `${publicUrl}/alerts` : `${publicUrl}/runs/${runId}`;

function forMachines(notice: AlertNotice, publicUrl: string): Json {
  const { alertId, kind, over, code, flowId, runId, subjectName, pending, count, firstAt, lastAt } = notice;
  return {
    id: alertId,
    kind,
    severity: severityOfAlert[kind],
    state: over ? 'resolved' : 'open',
    code,
    message: { zh: sentence(notice, 'zh'), en: sentence(notice, 'en') },
    subject: subjectName,
    flowId,
    runId,
    newOccurrences: pending,
    occurrences: count,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    url: link(notice, publicUrl),
  };
}
