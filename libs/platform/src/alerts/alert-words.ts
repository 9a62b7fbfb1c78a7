import type { Alert, AlertSeverity, Language } from '@joinery/contracts';

type Words = Readonly<Record<Language, string>>;

export const kindWords: Readonly<Record<Alert['kind'], Words>> = {
  'run-failed': { zh: '运行失败', en: 'Run failed' },
  'attempt-held': { zh: '等待人工确认', en: 'Held for a person' },
  'trigger-silent': { zh: '触发器超时', en: 'Trigger silent' },
  'trigger-failing': { zh: '触发器异常', en: 'Trigger failing' },
  'connection-failing': { zh: '连接异常', en: 'Connection failing' },
  backlog: { zh: '积压', en: 'Backlog' },
  'sync-attention': { zh: '同步需要处理', en: 'Sync needs attention' },
};

export const severityWords: Readonly<Record<AlertSeverity, Words>> = {
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '提醒', en: 'Warning' },
};

export const messageWords = {
  title: { zh: '榫卯告警', en: 'Joinery alert' },
  over: { zh: '已恢复', en: 'Resolved' },
  once: { zh: '发生于 {at}', en: 'At {at}' },
  often: { zh: '发生 {pending} 次,最近 {at}', en: '{pending} times, last at {at}' },
  again: {
    zh: '上次通知后又发生 {pending} 次,累计 {count} 次,最近 {at}',
    en: '{pending} more since the last message, {count} in all, last at {at}',
  },
  ended: { zh: '累计 {count} 次,最近 {at}', en: '{count} in all, last at {at}' },
  more: { zh: '另有 {left} 条,请在控制台查看', en: '{left} more: see the console' },
  testTitle: { zh: '榫卯告警(测试)', en: 'Joinery alert (test)' },
  testText: {
    zh: '这是一条测试消息。看到它,说明告警可以送达这里。',
    en: 'This is a test message. If you can read it, alerts arrive here.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type MessageWord = keyof typeof messageWords;

/** A sentence with its places filled. */
export function word(key: MessageWord, language: Language, values: Readonly<Record<string, string | number>> = {}) {
  return messageWords[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?'));
}
