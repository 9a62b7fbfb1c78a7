import { z } from 'zod';
import { VersionSchema } from '../../flow-document.ts';
import {
  AskObjectSchema,
  AskOptionsSchema,
  AskSchemaSchema,
  ConnectorDetailSchema,
  ConnectorPageSchema,
  InstallConnectorSchema,
  LiveObjectSchema,
  LiveSchemasSchema,
  OptionsSchema,
  SampleRecordsSchema,
} from '../connectors.ts';
import { routes } from './route.ts';

const policy = { permission: 'connectors.read' } as const;

export const connectorRoutes = routes({
  listConnectors: {
    method: 'GET',
    path: '/connectors',
    summary: 'The installed connectors',
    policy,
    response: ConnectorPageSchema,
  },
  readConnector: {
    method: 'GET',
    path: '/connectors/{name}',
    summary: 'One connector with its actions, triggers and schemas; the newest version unless asked otherwise',
    policy,
    params: z.strictObject({ name: z.string().max(64) }),
    query: z.strictObject({ version: VersionSchema.optional() }),
    response: ConnectorDetailSchema,
  },
  installConnector: {
    method: 'POST',
    path: '/connectors',
    summary: 'Install a connector that is data only, from its manifest; everything that is wrong with it is listed',
    policy: { permission: 'connectors.install' },
    body: InstallConnectorSchema,
    response: ConnectorDetailSchema,
    audit: 'connector.installed',
  },
  removeConnector: {
    method: 'DELETE',
    path: '/connectors/{name}/{version}',
    summary: 'Remove an installed version that nothing uses',
    policy: { permission: 'connectors.install' },
    params: z.strictObject({ name: z.string().max(64), version: VersionSchema }),
    audit: 'connector.removed',
  },
  askConnectorOptions: {
    method: 'POST',
    path: '/connectors/options',
    summary: 'Values of a drop-down, asked of the live account',
    policy: { permission: 'connections.test' },
    body: AskOptionsSchema,
    response: OptionsSchema,
  },
  askConnectorSchema: {
    method: 'POST',
    path: '/connectors/schema',
    summary: 'Schemas of an action or trigger, as the live account has them',
    policy: { permission: 'connections.test' },
    body: AskSchemaSchema,
    response: LiveSchemasSchema,
  },
  askConnectorObject: {
    method: 'POST',
    path: '/connectors/object',
    summary: 'An object with its fields, as the live account has them, and what a sync can do with it',
    policy: { permission: 'syncs.read' },
    body: AskObjectSchema,
    response: LiveObjectSchema,
  },
  askSampleRecords: {
    method: 'POST',
    path: '/connectors/object/samples',
    summary: 'A few records of an object, to draw a mapping with',
    policy: { permission: 'syncs.write' },
    body: AskObjectSchema,
    response: SampleRecordsSchema,
  },
});
