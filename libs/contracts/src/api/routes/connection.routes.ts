import { z } from 'zod';
import { ConnectionIdSchema } from '../../ids.ts';
import {
  AuthorizationAnswerSchema,
  AuthorizationSchema,
  ConnectionPageSchema,
  ConnectionQuerySchema,
  ConnectionSchema,
  ConnectionTestSchema,
  CreateConnectionSchema,
  TestConnectionSchema,
  UpdateConnectionSchema,
} from '../connections.ts';
import { routes } from './route.ts';

const params = z.strictObject({ connectionId: ConnectionIdSchema });

export const connectionRoutes = routes({
  listConnections: {
    method: 'GET',
    path: '/connections',
    summary: 'The connections of this tenant',
    policy: { permission: 'connections.read' },
    query: ConnectionQuerySchema,
    response: ConnectionPageSchema,
  },
  createConnection: {
    method: 'POST',
    path: '/connections',
    summary: 'Create a connection; its secrets are sealed and never shown again',
    policy: { permission: 'connections.write' },
    body: CreateConnectionSchema,
    response: ConnectionSchema,
    status: 201,
    audit: 'connection.created',
  },
  testConnectionForm: {
    method: 'POST',
    path: '/connections/test',
    summary: 'Test a form that is not saved yet',
    policy: { permission: 'connections.write' },
    body: TestConnectionSchema,
    response: ConnectionTestSchema,
  },
  completeAuthorization: {
    method: 'GET',
    path: '/connections/authorized',
    summary: 'A vendor sends the browser back here after consent; redirects to the console',
    policy: { permission: 'connections.write' },
    query: AuthorizationAnswerSchema,
    status: 302,
    audit: 'connection.authorized',
  },
  readConnection: {
    method: 'GET',
    path: '/connections/{connectionId}',
    summary: 'One connection; secrets only as set or not set',
    policy: { permission: 'connections.read' },
    params,
    response: ConnectionSchema,
  },
  updateConnection: {
    method: 'PATCH',
    path: '/connections/{connectionId}',
    summary: 'Change a connection',
    policy: { permission: 'connections.write' },
    params,
    body: UpdateConnectionSchema,
    response: ConnectionSchema,
    audit: 'connection.changed',
  },
  deleteConnection: {
    method: 'DELETE',
    path: '/connections/{connectionId}',
    summary: 'Delete a connection that nothing uses',
    policy: { permission: 'connections.write' },
    params,
    audit: 'connection.deleted',
  },
  authorizeConnection: {
    method: 'POST',
    path: '/connections/{connectionId}/authorize',
    summary: 'Begin consent at the vendor (OAuth authorization code); the browser is then sent to the address given',
    policy: { permission: 'connections.write' },
    params,
    response: AuthorizationSchema,
    audit: 'connection.authorization-begun',
  },
  testConnection: {
    method: 'POST',
    path: '/connections/{connectionId}/test',
    summary: 'Ask the other side whether this connection works',
    policy: { permission: 'connections.test' },
    params,
    response: ConnectionTestSchema,
  },
});
