import { DownOutlined, KeyOutlined, LogoutOutlined, SunOutlined } from '@ant-design/icons';
import { useSession, useSignOut } from '@joinery/ui-api-client';
import { useGo, usePreferences, useText } from '@joinery/ui-kit';
import { Avatar, Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { consoleMessages } from '../console.messages.ts';
import { LanguageSwitch, ModeSwitch } from './look-switches.tsx';
import { ChangePasswordDialog } from '../sign-in/change-password.tsx';

export function UserMenu() {
  const t = useText(consoleMessages);
  const { user, tenant } = useSession();
  const { change } = usePreferences();
  const signOut = useSignOut();
  const go = useGo();
  const [changing, setChanging] = useState(false);
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: `${user.email} · ${tenant.name}` },
    { key: 'password', icon: <KeyOutlined />, label: t('changePassword'), onClick: () => setChanging(true) },
    {
      key: 'appearance',
      icon: <SunOutlined />,
      label: t('appearance'),
      children: (['light', 'dark', 'system'] as const).map((mode) => ({
        key: mode,
        label: t(mode),
        onClick: () => change({ colourMode: mode }),
      })),
    },
    { type: 'divider' },
    { key: 'out', icon: <LogoutOutlined />, label: t('signOut'), onClick: () => void signOut().then(() => go('/')) },
  ];
  return (
    <div className="c-user">
      <LanguageSwitch remember />
      <ModeSwitch />
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button type="text" aria-label={t('account')}>
          <Avatar size={26} style={{ background: 'var(--j-walnut)' }}>
            {[...user.name][0]}
          </Avatar>
          {user.name} <DownOutlined style={{ fontSize: 10 }} />
        </Button>
      </Dropdown>
      {changing && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </div>
  );
}
