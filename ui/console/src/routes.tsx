import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { BrokenPage, MissingPage } from './shell/fallback-pages.tsx';
import { Shell } from './shell/shell.tsx';
import { Gate } from './sign-in/gate.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: MissingPage, errorComponent: Broken });

function Root() {
  return (
    <Gate>
      <Shell />
    </Gate>
  );
}

function Broken({ error }: { readonly error: unknown }) {
  return <BrokenPage error={error instanceof Error ? error : new Error(String(error))} />;
}

type Page = ReturnType<typeof lazyRouteComponent>;

function page(path: string, component: Page) {
  return createRoute({ getParentRoute: () => root, path, component });
}

const designer = () => import('@joinery/ui-designer');
const monitor = () => import('@joinery/ui-monitor');
const syncs = () => import('@joinery/ui-syncs');
const connections = () => import('@joinery/ui-connections');
const sandbox = () => import('@joinery/ui-sandbox');
const admin = () => import('./admin/index.ts');

const tree = root.addChildren([
  page(
    '/',
    lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
  ),
  page('/flows', lazyRouteComponent(designer, 'FlowListPage')),
  page('/flows/$flowId', lazyRouteComponent(designer, 'FlowPage')),
  page('/runs', lazyRouteComponent(monitor, 'RunListPage')),
  page('/runs/$runId', lazyRouteComponent(monitor, 'RunPage')),
  page('/syncs', lazyRouteComponent(syncs, 'SyncListPage')),
  page('/syncs/new', lazyRouteComponent(syncs, 'NewSyncPage')),
  page('/syncs/$syncId', lazyRouteComponent(syncs, 'SyncPage')),
  page('/syncs/$syncId/edit', lazyRouteComponent(syncs, 'EditSyncPage')),
  page('/syncs/$syncId/records/$linkId', lazyRouteComponent(syncs, 'RecordPage')),
  page('/triggers', lazyRouteComponent(monitor, 'TriggerListPage')),
  page('/alerts', lazyRouteComponent(monitor, 'AlertListPage')),
  page('/alerts/channels', lazyRouteComponent(monitor, 'AlertChannelPage')),
  page('/connections', lazyRouteComponent(connections, 'ConnectionListPage')),
  page('/connections/$connectionId', lazyRouteComponent(connections, 'ConnectionPage')),
  page('/sandbox', lazyRouteComponent(sandbox, 'SandboxPage')),
  page('/sandbox/$simulator', lazyRouteComponent(sandbox, 'SandboxPage')),
  page('/admin/users', lazyRouteComponent(admin, 'UsersPage')),
  page('/admin/tokens', lazyRouteComponent(admin, 'TokensPage')),
  page('/admin/audit', lazyRouteComponent(admin, 'AuditPage')),
]);

export function createConsoleRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: false,
    defaultErrorComponent: Broken,
    parseSearch: asText,
    stringifySearch: fromText,
  });
}

/** Searches stay plain texts; each page reads its own. */
function asText(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

function fromText(search: Record<string, unknown>): string {
  const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
