import {
  ApiOutlined,
  AuditOutlined,
  BellOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  KeyOutlined,
  NodeIndexOutlined,
  SyncOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { Permission } from '@joinery/contracts';
import { paths } from '@joinery/ui-kit';
import type { ReactNode } from 'react';
import type { consoleMessages } from '../console.messages.ts';

export type NavKey = keyof typeof consoleMessages;

export interface NavItem {
  readonly key: NavKey;
  readonly to: string;
  readonly icon: ReactNode;
  readonly needs: Permission;
}

export interface NavGroup {
  readonly key: NavKey | undefined;
  readonly items: readonly NavItem[];
}

/** What stands in the navigation, in the order of the day's work. */
export const navGroups: readonly NavGroup[] = [
  {
    key: undefined,
    items: [{ key: 'overview', to: paths.overview(), icon: <DashboardOutlined />, needs: 'overview.read' }],
  },
  {
    key: 'build',
    items: [
      { key: 'flows', to: paths.flows(), icon: <NodeIndexOutlined />, needs: 'flows.read' },
      { key: 'syncs', to: paths.syncs(), icon: <SyncOutlined />, needs: 'syncs.read' },
      { key: 'connections', to: paths.connections(), icon: <ApiOutlined />, needs: 'connections.read' },
      { key: 'sandbox', to: paths.sandbox(), icon: <ExperimentOutlined />, needs: 'sandbox.read' },
    ],
  },
  {
    key: 'watch',
    items: [
      { key: 'runs', to: paths.runs(), icon: <UnorderedListOutlined />, needs: 'runs.read' },
      { key: 'triggers', to: paths.triggers(), icon: <ThunderboltOutlined />, needs: 'triggers.read' },
      { key: 'alerts', to: paths.alerts(), icon: <BellOutlined />, needs: 'alerts.read' },
    ],
  },
  {
    key: 'manage',
    items: [
      { key: 'users', to: paths.users(), icon: <TeamOutlined />, needs: 'users.read' },
      { key: 'tokens', to: paths.tokens(), icon: <KeyOutlined />, needs: 'tokens.read' },
      { key: 'audit', to: paths.audit(), icon: <AuditOutlined />, needs: 'audit.read' },
    ],
  },
];

export function navItemAt(path: string): NavItem | undefined {
  const items = navGroups.flatMap((group) => group.items);
  return items.find((item) => (item.to === '/' ? path === '/' : path === item.to || path.startsWith(`${item.to}/`)));
}
