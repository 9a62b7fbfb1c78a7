/** One text of the interface in both languages; `enOne` replaces `en` where `count` is 1. */
export interface Message {
  readonly zh: string;
  readonly en: string;
  readonly enOne?: string;
}

export type Messages = Readonly<Record<string, Message>>;
export type UiLanguage = 'zh' | 'en';
export type TextParams = Readonly<Record<string, string | number>>;

/** A catalogue: both languages stand side by side, so that none can be forgotten. Keys are checked by the compiler. */
export function defineMessages<const M extends Messages>(messages: M): M {
  return messages;
}

/** The text for a language with its `{name}` placeholders filled; one without a parameter is left as it stands. */
export function formatMessage(message: Message, language: UiLanguage, params: TextParams = {}): string {
  const text = language === 'en' && params['count'] === 1 && message.enOne ? message.enOne : message[language];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
