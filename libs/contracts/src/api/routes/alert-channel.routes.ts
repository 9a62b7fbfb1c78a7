import { z } from 'zod';
import { AlertChannelIdSchema } from '../../ids.ts';
import {
  AlertChannelPageSchema,
  AlertChannelSchema,
  AlertChannelTestSchema,
  CreateAlertChannelSchema,
  UpdateAlertChannelSchema,
} from '../alert-channels.ts';
import { PageQuerySchema } from '../paging.ts';
import { routes } from './route.ts';

const params = z.strictObject({ channelId: AlertChannelIdSchema });

export const alertChannelRoutes = routes({
  listAlertChannels: {
    method: 'GET',
    path: '/alert-channels',
    summary: 'Where alerts are sent',
    policy: { permission: 'alerts.read' },
    query: PageQuerySchema,
    response: AlertChannelPageSchema,
  },
  createAlertChannel: {
    method: 'POST',
    path: '/alert-channels',
    summary: 'Send alerts through a connection: a group robot, e-mail or a webhook',
    policy: { permission: 'alerts.write' },
    body: CreateAlertChannelSchema,
    response: AlertChannelSchema,
    status: 201,
    audit: 'alert-channel.created',
  },
  readAlertChannel: {
    method: 'GET',
    path: '/alert-channels/{channelId}',
    summary: 'One channel and how it fares',
    policy: { permission: 'alerts.read' },
    params,
    response: AlertChannelSchema,
  },
  updateAlertChannel: {
    method: 'PATCH',
    path: '/alert-channels/{channelId}',
    summary: 'Change, pause or activate a channel',
    policy: { permission: 'alerts.write' },
    params,
    body: UpdateAlertChannelSchema,
    response: AlertChannelSchema,
    audit: 'alert-channel.changed',
  },
  deleteAlertChannel: {
    method: 'DELETE',
    path: '/alert-channels/{channelId}',
    summary: 'Delete a channel; alerts stay on their page',
    policy: { permission: 'alerts.write' },
    params,
    audit: 'alert-channel.deleted',
  },
  testAlertChannel: {
    method: 'POST',
    path: '/alert-channels/{channelId}/test',
    summary: 'Send a real test message and say what happened',
    policy: { permission: 'alerts.write' },
    params,
    response: AlertChannelTestSchema,
    audit: 'alert-channel.tested',
  },
});
