import type { ConnectorManifestInput } from '@joinery/contracts';

/** The agreed password stands in the body; nothing is signed. */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    token: { at: [{ in: 'body', path: ['secret'] }], secret: 'webhookSecret' },
    replayId:
      "$string(body.event) & ':' & $string(body.workspace_id) & ':' & ($exists(body.queue_id) ? $string(body.queue_id) & ':' : '') & $string(body.event_id)",
  },
};
