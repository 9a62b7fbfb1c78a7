import { z } from 'zod';
import { AlertIdSchema, TriggerIdSchema } from '../../ids.ts';
import { AlertPageSchema, AlertQuerySchema, AlertSchema } from '../alerts.ts';
import { RunAcceptedSchema } from '../flows.ts';
import { OverviewQuerySchema, OverviewSchema } from '../overview.ts';
import { FireTriggerSchema, TriggerPageSchema, TriggerQuerySchema, TriggerViewSchema } from '../triggers.ts';
import { routes } from './route.ts';

const trigger = z.strictObject({ triggerId: TriggerIdSchema });

export const operationRoutes = routes({
  readOverview: {
    method: 'GET',
    path: '/overview',
    summary: 'Is everything flowing, what is late, what failed',
    policy: { permission: 'overview.read' },
    query: OverviewQuerySchema,
    response: OverviewSchema,
  },
  listTriggers: {
    method: 'GET',
    path: '/triggers',
    summary: 'The triggers of published flows',
    policy: { permission: 'triggers.read' },
    query: TriggerQuerySchema,
    response: TriggerPageSchema,
  },
  readTrigger: {
    method: 'GET',
    path: '/triggers/{triggerId}',
    summary: 'One trigger',
    policy: { permission: 'triggers.read' },
    params: trigger,
    response: TriggerViewSchema,
  },
  fireTrigger: {
    method: 'POST',
    path: '/triggers/{triggerId}/fire',
    summary: 'Make a run as if the trigger had seen this event',
    policy: { permission: 'runs.start' },
    params: trigger,
    body: FireTriggerSchema,
    response: RunAcceptedSchema,
    status: 202,
    audit: 'trigger.fired',
  },
  listAlerts: {
    method: 'GET',
    path: '/alerts',
    summary: 'Alerts, the latest first',
    policy: { permission: 'alerts.read' },
    query: AlertQuerySchema,
    response: AlertPageSchema,
  },
  acknowledgeAlert: {
    method: 'POST',
    path: '/alerts/{alertId}/acknowledge',
    summary: 'Say that somebody takes care of it',
    policy: { permission: 'alerts.acknowledge' },
    params: z.strictObject({ alertId: AlertIdSchema }),
    response: AlertSchema,
    audit: 'alert.acknowledged',
  },
});
