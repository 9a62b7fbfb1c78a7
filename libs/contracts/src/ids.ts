import { z } from 'zod';

/** Ids are UUIDs, version 7: sortable by time of birth, unguessable (74 random bits). */
const uuid = () => z.uuid();

export const TenantIdSchema = uuid().brand<'TenantId'>();
export type TenantId = z.infer<typeof TenantIdSchema>;
export const UserIdSchema = uuid().brand<'UserId'>();
export type UserId = z.infer<typeof UserIdSchema>;
export const ConnectionIdSchema = uuid().brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof ConnectionIdSchema>;
export const FlowIdSchema = uuid().brand<'FlowId'>();
export type FlowId = z.infer<typeof FlowIdSchema>;
export const TriggerIdSchema = uuid().brand<'TriggerId'>();
export type TriggerId = z.infer<typeof TriggerIdSchema>;
export const EventIdSchema = uuid().brand<'EventId'>();
export type EventId = z.infer<typeof EventIdSchema>;
export const RunIdSchema = uuid().brand<'RunId'>();
export type RunId = z.infer<typeof RunIdSchema>;
export const AlertIdSchema = uuid().brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertIdSchema>;
export const AlertChannelIdSchema = uuid().brand<'AlertChannelId'>();
export type AlertChannelId = z.infer<typeof AlertChannelIdSchema>;
export const TokenIdSchema = uuid().brand<'TokenId'>();
export type TokenId = z.infer<typeof TokenIdSchema>;
export const SyncIdSchema = uuid().brand<'SyncId'>();
export type SyncId = z.infer<typeof SyncIdSchema>;
export const PassIdSchema = uuid().brand<'PassId'>();
export type PassId = z.infer<typeof PassIdSchema>;
export const LinkIdSchema = uuid().brand<'LinkId'>();
export type LinkId = z.infer<typeof LinkIdSchema>;
