import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { UiLanguage } from '../i18n/messages.ts';

export type ColourMode = 'light' | 'dark' | 'system';

export interface Preferences {
  readonly language: UiLanguage;
  readonly colourMode: ColourMode;
}

interface PreferencesHandle extends Preferences {
  readonly dark: boolean;
  readonly change: (part: Partial<Preferences>) => void;
}

const storageKey = 'joinery.preferences';
const initial: Preferences = { language: 'zh', colourMode: 'light' };

function stored(): Preferences {
  try {
    const value = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>;
    return {
      language: value.language === 'en' ? 'en' : 'zh',
      colourMode: value.colourMode === 'dark' || value.colourMode === 'system' ? value.colourMode : 'light',
    };
  } catch {
    return initial;
  }
}

const PreferencesContext = createContext<PreferencesHandle | undefined>(undefined);

/** Language and colours of this browser; they belong to the person at the screen, not to the account. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(stored);
  const systemDark = useSystemDark();
  const dark = preferences.colourMode === 'dark' || (preferences.colourMode === 'system' && systemDark);
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);
  const handle = useMemo(() => ({ ...preferences, dark, change: changeWith(setPreferences) }), [preferences, dark]);
  return <PreferencesContext value={handle}>{children}</PreferencesContext>;
}

function changeWith(set: (update: (now: Preferences) => Preferences) => void) {
  return (part: Partial<Preferences>) =>
    set((now) => {
      const next = { ...now, ...part };
      localStorage.setItem(storageKey, JSON.stringify(next));
      return next;
    });
}

function useSystemDark(): boolean {
  const [dark, setDark] = useState(() => darkQuery()?.matches ?? false);
  useEffect(() => {
    const query = darkQuery();
    const onChange = () => setDark(query?.matches ?? false);
    query?.addEventListener('change', onChange);
    return () => query?.removeEventListener('change', onChange);
  }, []);
  return dark;
}

function darkQuery(): MediaQueryList | undefined {
  return typeof window.matchMedia === 'function' ? window.matchMedia('(prefers-color-scheme: dark)') : undefined;
}

export function usePreferences(): PreferencesHandle {
  const handle = useContext(PreferencesContext);
  if (!handle) throw new Error('usePreferences needs a PreferencesProvider above it');
  return handle;
}
