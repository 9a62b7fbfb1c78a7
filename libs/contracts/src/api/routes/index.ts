import { adminRoutes } from './admin.routes.ts';
import { alertChannelRoutes } from './alert-channel.routes.ts';
import { connectionRoutes } from './connection.routes.ts';
import { connectorRoutes } from './connector.routes.ts';
import { flowRoutes } from './flow.routes.ts';
import { operationRoutes } from './operation.routes.ts';
import { runRoutes } from './run.routes.ts';
import { sandboxRoutes } from './sandbox.routes.ts';
import { sessionRoutes } from './session.routes.ts';
import { syncRoutes } from './sync.routes.ts';
import { templateRoutes } from './template.routes.ts';
import type { Route } from './route.ts';

/** Every operation of `/api/v1`, by its name. */
export const apiRoutes = {
  ...sessionRoutes,
  ...connectorRoutes,
  ...connectionRoutes,
  ...flowRoutes,
  ...runRoutes,
  ...syncRoutes,
  ...operationRoutes,
  ...alertChannelRoutes,
  ...templateRoutes,
  ...sandboxRoutes,
  ...adminRoutes,
} as const satisfies Readonly<Record<string, Route>>;
export type RouteName = keyof typeof apiRoutes;

export {
  adminRoutes,
  alertChannelRoutes,
  connectionRoutes,
  connectorRoutes,
  flowRoutes,
  operationRoutes,
  runRoutes,
  sandboxRoutes,
  sessionRoutes,
  syncRoutes,
  templateRoutes,
};
export * from './route.ts';
