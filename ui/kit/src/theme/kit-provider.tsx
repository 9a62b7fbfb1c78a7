import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { LanguageProvider } from '../i18n/language.tsx';
import { PreferencesProvider, usePreferences } from './preferences.tsx';
import { themeConfig } from './theme.ts';
import './kit.css';
import { styleNonce } from './style-nonce.ts';

/** Everything a screen expects around it: language, colours, messages. */
export function KitProvider({ children }: { readonly children: ReactNode }) {
  return (
    <PreferencesProvider>
      <Themed>{children}</Themed>
    </PreferencesProvider>
  );
}

function Themed({ children }: { readonly children: ReactNode }) {
  const { language, dark } = usePreferences();
  const nonce = styleNonce();
  return (
    <ConfigProvider
      theme={themeConfig(dark)}
      locale={language === 'zh' ? zhCN : enUS}
      {...(nonce === undefined ? {} : { csp: { nonce } })}
      button={{ autoInsertSpace: false }}
    >
      <LanguageProvider language={language}>
        <App style={{ height: '100%' }}>{children}</App>
      </LanguageProvider>
    </ConfigProvider>
  );
}
