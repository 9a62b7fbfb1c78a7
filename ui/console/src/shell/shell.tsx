import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { useApi, useMay, useSession } from '@joinery/ui-api-client';
import { GoTo, JoineryMark, paths, useText } from '@joinery/ui-kit';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { Suspense, useState } from 'react';
import { LoadingState } from '@joinery/ui-kit';
import { consoleMessages } from '../console.messages.ts';
import { Crumbs } from './crumbs.tsx';
import { navGroups, navItemAt, type NavItem } from './nav-items.tsx';
import { UserMenu } from './user-menu.tsx';

/** Navigation on the left, where one is on top, the page below. The designer takes the whole height for itself. */
export function Shell() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const immersive = /^\/flows\/[^/]+$/.test(path);
  const [narrowed, setNarrowed] = useState<boolean>();
  const narrow = immersive || (narrowed ?? false);
  return (
    <div className="c-shell">
      <Sider path={path} narrow={narrow} onToggle={immersive ? undefined : () => setNarrowed(!narrow)} />
      <div className="c-main">
        {!immersive && (
          <header className="c-top">
            <Crumbs path={path} />
            <UserMenu />
          </header>
        )}
        <div className="c-content" id="content">
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

interface SiderProps {
  readonly path: string;
  readonly narrow: boolean;
  readonly onToggle: (() => void) | undefined;
}

function Sider({ path, narrow, onToggle }: SiderProps) {
  const t = useText(consoleMessages);
  const { permissions } = useSession();
  const here = navItemAt(path);
  const label = t(narrow ? 'expand' : 'collapse');
  return (
    <aside className={narrow ? 'c-sider narrow' : 'c-sider'}>
      <GoTo to={paths.overview()} className="c-brand" aria-label={t('product')}>
        <JoineryMark size={28} />
        {!narrow && <span>{t('product')}</span>}
      </GoTo>
      <nav className="c-nav">
        {navGroups.map((group) => {
          const items = group.items.filter((item) => permissions.includes(item.needs));
          return items.length === 0 ? null : (
            <div key={group.key ?? 'first'}>
              {group.key && <h2>{t(group.key)}</h2>}
              {items.map((item) => (
                <NavLink key={item.key} item={item} here={item === here} narrow={narrow} />
              ))}
            </div>
          );
        })}
      </nav>
      {onToggle && (
        <div className="c-sider-foot">
          <Button
            type="text"
            icon={narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            aria-label={label}
            onClick={onToggle}
          />
        </div>
      )}
    </aside>
  );
}

function NavLink({ item, here, narrow }: { readonly item: NavItem; readonly here: boolean; readonly narrow: boolean }) {
  const t = useText(consoleMessages);
  return (
    <Tooltip title={narrow ? t(item.key) : undefined} placement="right">
      <span>
        <GoTo to={item.to} className={here ? 'c-nav-item here' : 'c-nav-item'} aria-label={t(item.key)}>
          {item.icon}
          {!narrow && t(item.key)}
          {item.key === 'alerts' && !narrow && <OpenAlerts />}
        </GoTo>
      </span>
    </Tooltip>
  );
}

function OpenAlerts() {
  const may = useMay('overview.read');
  const overview = useApi('readOverview', { query: { hours: 24 } }, { enabled: may, everyMs: 30_000 });
  const count = overview.data?.now.openAlerts ?? 0;
  return count === 0 ? null : <span className="c-nav-count">{count > 99 ? '99+' : count}</span>;
}
