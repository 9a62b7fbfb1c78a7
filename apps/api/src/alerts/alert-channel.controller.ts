import {
  alertChannelRoutes,
  type AlertChannel,
  type AlertChannelId,
  type AlertChannelTest,
  type ConnectionId,
} from '@joinery/contracts';
import { testMessage, type AlertSender } from '@joinery/platform';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { failureView } from '../http/failure-view.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { Administration, TenantRecords } from '../ports/administration.ts';
import { administrationToken, alertSenderToken, newIdToken, publicUrlToken } from '../ports/tokens.ts';
import { checkChannel } from './check-channel.ts';

@Controller('api/v1')
export class AlertChannelController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(alertSenderToken) private readonly sender: Pick<AlertSender, 'send'>,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
    @Inject(publicUrlToken) private readonly publicUrl: string,
  ) {}

  @Handles(alertChannelRoutes.listAlertChannels)
  async list({ caller, query }: Call<typeof alertChannelRoutes.listAlertChannels>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.alertChannels.list(query));
  }

  @Handles(alertChannelRoutes.readAlertChannel)
  async read({ caller, params }: Call<typeof alertChannelRoutes.readAlertChannel>) {
    return this.administration.inTenant(caller.tenant.id, (records) => channelOf(records, params.channelId));
  }

  @Handles(alertChannelRoutes.createAlertChannel)
  async create(call: Call<typeof alertChannelRoutes.createAlertChannel>) {
    const { caller, body } = call;
    const id = this.newId() as AlertChannelId;
    const { after } = await this.audit.change(call, async (records) => {
      checkChannel(await carrierOf(records, body.connectionId), body.recipients);
      const channel = await records.alertChannels.create({ ...body, id, by: caller.user.id });
      return { kind: 'alert-channel', id, name: channel.name, after: channel };
    });
    return after;
  }

  @Handles(alertChannelRoutes.updateAlertChannel)
  async update(call: Call<typeof alertChannelRoutes.updateAlertChannel>) {
    const { params, body } = call;
    const { after } = await this.audit.change(call, async (records) => {
      const before = await channelOf(records, params.channelId);
      const connectionId = body.connectionId ?? before.connectionId;
      if (body.connectionId !== undefined || body.recipients !== undefined)
        checkChannel(await carrierOf(records, connectionId), body.recipients ?? before.recipients);
      const result = await records.alertChannels.update(params.channelId, body);
      const channel = saved(result, 'alert channel', {
        yours: body.revision,
        of: (current: AlertChannel) => current.revision,
      });
      return { kind: 'alert-channel', id: channel.id, name: channel.name, before, after: channel };
    });
    return after;
  }

  @Handles(alertChannelRoutes.deleteAlertChannel)
  async remove(call: Call<typeof alertChannelRoutes.deleteAlertChannel>) {
    await this.audit.change(call, async (records) => {
      const before = found(await records.alertChannels.remove(call.params.channelId), 'alert channel');
      return { kind: 'alert-channel', id: before.id, name: before.name, before };
    });
  }

  /** The message is sent outside of any transaction; what it came to and its audit entry are one. */
  @Handles(alertChannelRoutes.testAlertChannel)
  async test(call: Call<typeof alertChannelRoutes.testAlertChannel>): Promise<AlertChannelTest> {
    const { caller, params } = call;
    const { channel, connector } = await this.administration.inTenant(caller.tenant.id, async (records) => {
      const known = await channelOf(records, params.channelId);
      return { channel: known, connector: (await carrierOf(records, known.connectionId)).connector };
    });
    const began = performance.now();
    const { language } = channel;
    const failure = await this.sender.send(
      { ...channel, channelId: channel.id, tenantId: caller.tenant.id, connector },
      testMessage({ language, publicUrl: this.publicUrl }),
      this.newId(),
    );
    const durationMs = Math.round(performance.now() - began);
    await this.audit.change(call, async (records) => {
      await records.alertChannels.noteTest(channel.id, failure);
      return { kind: 'alert-channel', id: channel.id, name: channel.name, after: { ok: failure === null } };
    });
    if (failure === null) return { ok: true, durationMs, message: arrived(channel) };
    const view = failureView(failure);
    return { ok: false, durationMs, message: view.message, failure: view };
  }
}

async function channelOf({ alertChannels }: TenantRecords, id: AlertChannelId): Promise<AlertChannel> {
  return found(await alertChannels.find(id), 'alert channel');
}

async function carrierOf({ connections }: TenantRecords, id: ConnectionId) {
  return found(await connections.stored(id), 'connection');
}

const arrived = ({ connection }: AlertChannel): AlertChannelTest['message'] => ({
  zh: `测试消息已通过连接“${connection.name}”发出,对方已接受。请在那里确认收到。`,
  en: `The test message went out through the connection “${connection.name}” and was accepted. Look there whether it arrived.`,
});
