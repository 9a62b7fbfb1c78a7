import { createContext, useCallback, useContext, useEffect, type ReactNode } from 'react';
import { formatMessage, type Messages, type TextParams, type UiLanguage } from './messages.ts';

const LanguageContext = createContext<UiLanguage>('zh');

export function LanguageProvider({
  language,
  children,
}: {
  readonly language: UiLanguage;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): UiLanguage {
  return useContext(LanguageContext);
}

export type Text<M extends Messages> = (key: keyof M & string, params?: TextParams) => string;

/** The texts of one catalogue in the language of the person. */
export function useText<const M extends Messages>(messages: M): Text<M> {
  const language = useLanguage();
  return useCallback((key, params) => formatMessage(messages[key]!, language, params), [messages, language]);
}

/** A name that comes in both languages from a manifest or the server. */
export interface LocalText {
  readonly zh: string;
  readonly en: string;
}

export function useLocal(): (text: LocalText | string | undefined) => string {
  const language = useLanguage();
  return useCallback((text) => localText(text, language), [language]);
}

export function localText(text: LocalText | string | undefined, language: UiLanguage): string {
  if (text === undefined) return '';
  return typeof text === 'string' ? text : text[language] || text.zh;
}
