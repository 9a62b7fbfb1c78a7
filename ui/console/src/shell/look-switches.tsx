import { GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { call } from '@joinery/ui-api-client';
import { usePreferences, useText, type UiLanguage } from '@joinery/ui-kit';
import { Button, Tooltip } from 'antd';
import { consoleMessages } from '../console.messages.ts';

export function LanguageSwitch({ remember = false }: { readonly remember?: boolean }) {
  const t = useText(consoleMessages);
  const { language, change } = usePreferences();
  const next: UiLanguage = language === 'zh' ? 'en' : 'zh';
  const toggle = () => {
    change({ language: next });
    if (remember) void call('changeProfile', { body: { language: next } }).catch(() => undefined);
  };
  return (
    <Tooltip title={t('language')}>
      <Button type="text" icon={<GlobalOutlined />} onClick={toggle} lang={next === 'zh' ? 'zh-CN' : 'en'}>
        {next === 'zh' ? '中文' : 'English'}
      </Button>
    </Tooltip>
  );
}

export function ModeSwitch() {
  const t = useText(consoleMessages);
  const { dark, change } = usePreferences();
  const label = t(dark ? 'light' : 'dark');
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        icon={dark ? <SunOutlined /> : <MoonOutlined />}
        aria-label={label}
        onClick={() => change({ colourMode: dark ? 'light' : 'dark' })}
      />
    </Tooltip>
  );
}
