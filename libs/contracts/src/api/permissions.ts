import { z } from 'zod';

/** What a person or a token may do; every route names one. */
export const permissions = [
  'overview.read',
  'connectors.read',
  'connectors.install',
  'connections.read',
  'connections.write',
  'connections.test',
  'flows.read',
  'flows.write',
  'flows.test',
  'flows.publish',
  'runs.read',
  'runs.operate',
  'runs.start',
  'runs.reveal',
  'syncs.read',
  'syncs.write',
  'syncs.publish',
  'syncs.operate',
  'syncs.release',
  'triggers.read',
  'waits.answer',
  'alerts.read',
  'alerts.acknowledge',
  'alerts.write',
  'sandbox.read',
  'sandbox.write',
  'users.read',
  'users.write',
  'tokens.read',
  'tokens.write',
  'egress.read',
  'egress.write',
  'settings.read',
  'settings.write',
  'audit.read',
] as const;
export const PermissionSchema = z.enum(permissions);
export type Permission = z.infer<typeof PermissionSchema>;

export const roles = ['owner', 'admin', 'implementer', 'operator', 'partner', 'viewer'] as const;
export const RoleSchema = z.enum(roles);
export type Role = z.infer<typeof RoleSchema>;

const looking: readonly Permission[] = [
  'overview.read',
  'connectors.read',
  'connections.read',
  'flows.read',
  'runs.read',
  'syncs.read',
  'triggers.read',
  'alerts.read',
];
const operating: readonly Permission[] = [
  ...looking,
  'connections.test',
  'runs.operate',
  'runs.start',
  'syncs.operate',
  'waits.answer',
  'alerts.acknowledge',
  'sandbox.read',
];
const building: readonly Permission[] = [
  ...operating,
  'connections.write',
  'flows.write',
  'flows.test',
  'flows.publish',
  'syncs.write',
  'syncs.publish',
  'sandbox.write',
  'egress.read',
  'settings.read',
];

/** The one table of who may do what. An owner alone may make or unmake an owner; the API checks that beside it. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  admin: permissions,
  implementer: building,
  operator: operating,
  partner: [
    'connectors.read',
    'connections.read',
    'connections.write',
    'connections.test',
    'flows.read',
    'flows.write',
    'flows.test',
    'runs.read',
    'syncs.read',
    'triggers.read',
    'sandbox.read',
    'sandbox.write',
  ],
  viewer: looking,
};
