import { z } from 'zod';
import { AlertChannelIdSchema, ConnectionIdSchema, FlowIdSchema } from '../ids.ts';
import { AlertKindSchema, AlertSeveritySchema } from './alerts.ts';
import { ConnectionHealthSchema } from './connections.ts';
import { FailureViewSchema } from './failure-view.ts';
import { BilingualSchema, InstantSchema, pageOf } from './paging.ts';

/** Whose connections can carry alerts: the group robots, a mailbox, a webhook. */
export const alertConnectors = ['dingtalk', 'wecom', 'feishu', 'email', 'webhook'] as const;
export type AlertConnector = (typeof alertConnectors)[number];

export function isAlertConnector(connector: string): connector is AlertConnector {
  return (alertConnectors as readonly string[]).includes(connector);
}

/** Phone numbers are mentioned in the group; addresses get the e-mail. */
export const recipientsOfAlerts: Readonly<Record<AlertConnector, 'addresses' | 'mobiles' | 'none'>> = {
  dingtalk: 'mobiles',
  wecom: 'mobiles',
  feishu: 'none',
  email: 'addresses',
  webhook: 'none',
};

/** A paused channel is told of nothing, and nothing is kept for it. */
export const AlertChannelStateSchema = z.enum(['active', 'paused']);

const settings = {
  name: z.string().trim().min(1).max(100),
  connectionId: ConnectionIdSchema,
  /** E-mail: whom it goes to. DingTalk and WeCom: phone numbers to mention. */
  recipients: z.array(z.string().trim().min(1).max(300)).max(50),
  /** Mentions everybody in the group; only where a group robot can. */
  mentionAll: z.boolean(),
  /** Which alerts the channel wants; an empty list is all of them. */
  kinds: z.array(AlertKindSchema).max(20),
  severities: z.array(AlertSeveritySchema).max(5),
  /** Given flows, alerts that belong to no flow are left out. */
  flows: z.array(FlowIdSchema).max(200),
  language: z.enum(['zh', 'en']),
  /** After a message the same alert is only counted for so long. */
  quietMs: z
    .number()
    .int()
    .min(60_000)
    .max(7 * 86_400_000),
  /** Also say when what was told of is over. */
  tellResolved: z.boolean(),
};

export const CreateAlertChannelSchema = z.strictObject({
  ...settings,
  recipients: settings.recipients.default([]),
  mentionAll: settings.mentionAll.default(false),
  kinds: settings.kinds.default([]),
  severities: settings.severities.default([]),
  flows: settings.flows.default([]),
  language: settings.language.default('zh'),
  quietMs: settings.quietMs.default(30 * 60_000),
  tellResolved: settings.tellResolved.default(true),
});
export type CreateAlertChannel = z.infer<typeof CreateAlertChannelSchema>;

/** Absent is unchanged; `revision` is the one that was read. */
export const UpdateAlertChannelSchema = z
  .strictObject({ ...settings, state: AlertChannelStateSchema })
  .partial()
  .extend({ revision: z.number().int() });
export type UpdateAlertChannel = z.infer<typeof UpdateAlertChannelSchema>;

export const AlertChannelSchema = z.object({
  ...settings,
  recipients: settings.recipients.readonly(),
  kinds: settings.kinds.readonly(),
  severities: settings.severities.readonly(),
  flows: settings.flows.readonly(),
  id: AlertChannelIdSchema,
  connection: z.object({ id: ConnectionIdSchema, name: z.string(), connector: z.string() }),
  state: AlertChannelStateSchema,
  /** What its last message or test came to. */
  health: ConnectionHealthSchema,
  failure: FailureViewSchema.nullable(),
  failedAt: InstantSchema.nullable(),
  lastSentAt: InstantSchema.nullable(),
  /** Not before; null when nothing failed. */
  retryAt: InstantSchema.nullable(),
  /** Alerts that are due and not sent yet. */
  waiting: z.number().int(),
  /** Alerts given up after too many tries since the last message that went through. */
  givenUp: z.number().int(),
  revision: z.number().int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
});
export type AlertChannel = z.infer<typeof AlertChannelSchema>;
export const AlertChannelPageSchema = pageOf(AlertChannelSchema);
export type AlertChannelPage = z.infer<typeof AlertChannelPageSchema>;

/** What became of a test message, in one sentence. */
export const AlertChannelTestSchema = z.object({
  ok: z.boolean(),
  durationMs: z.number(),
  message: BilingualSchema,
  failure: FailureViewSchema.optional(),
});
export type AlertChannelTest = z.infer<typeof AlertChannelTestSchema>;
