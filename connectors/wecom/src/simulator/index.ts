import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { approvalRoutes } from './approval-routes.ts';
import { app, authorise, limitRate, tokenRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { contactRoutes } from './contact-routes.ts';
import { eventsOf, format, handshake } from './events.ts';
import { messageRoutes, robotRoutes } from './message-routes.ts';

export { exempt, plan } from './conformance-plan.ts';

export interface WecomOptions extends SimulatorOptions {
  /** Calls a minute of one interface; WeCom allows 10,000. */
  readonly callsPerMinute?: number;
  /** The app is older than June 2022 and gets phones, mails and pictures. */
  readonly personalFields?: boolean;
}

/** A WeCom corporation with one self-built app and one group robot. */
export function wecomSimulator({
  callsPerMinute = 10_000,
  personalFields = false,
  ...options
}: WecomOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'wecom',
      title: { zh: '企业微信', en: 'WeCom' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        corpId: app.corpId,
        corpSecret: app.secret,
        agentId: String(app.agentId),
        callbackToken: 'wecomCallbackTokenDemo',
        callbackAesKey: 'd2Vjb20tY2FsbGJhY2stYWVzLWtleS1kZW1vLTAwMTI',
      }),
      wrongConnection: { corpSecret: 'not-the-secret' },
      events: eventsOf,
      format,
      handshake,
      routes(server, box) {
        tokenRoutes(server, box);
        robotRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          api.addHook('onRequest', limitRate(box, callsPerMinute));
          contactRoutes(api, box, personalFields);
          messageRoutes(api, box);
          approvalRoutes(api, box);
        });
      },
    },
    // Three attempts in all.
    { retryDelaysMs: [1_000, 5_000], deliveryTimeoutMs: 5_000, ...options },
  );
}
