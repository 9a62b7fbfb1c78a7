import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { approvalRoutes } from './approval-routes.ts';
import { app, authorise, limitRate, scopeRoutes, tokenRoutes } from './authorise.ts';
import { callbackRoutes } from './callback-routes.ts';
import { collections } from './collections.ts';
import { contactRoutes } from './contact-routes.ts';
import { cardSecret, eventsOf, format, handshake } from './events.ts';
import { botRoutes, noticeRoutes } from './message-routes.ts';
import { robotRoutes } from './robot-routes.ts';
import { todoRoutes } from './todo-routes.ts';

export { exempt, plan } from './conformance-plan.ts';

/** A DingTalk organisation with one internal app and two group robots; both generations of the interface on one address. */
export function dingtalkSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'dingtalk',
      title: { zh: '钉钉', en: 'DingTalk' },
      collections,
      answers,
      connection: (url) => ({
        apiUrl: url,
        oapiUrl: url,
        appKey: app.key,
        appSecret: app.secret,
        agentId: String(app.agentId),
        callbackToken: 'dingtalk-callback-token-demo',
        callbackAesKey: 'ZGluZ3RhbGstY2FsbGJhY2stYWVzLWtleS1kZW1vLTM',
        cardSecret,
      }),
      wrongConnection: { appSecret: 'not-the-secret' },
      events: eventsOf,
      format,
      handshake,
      routes(server, box) {
        tokenRoutes(server, box);
        robotRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          api.addHook('onRequest', limitRate(box));
          scopeRoutes(api);
          contactRoutes(api, box);
          noticeRoutes(api, box);
          botRoutes(api, box);
          approvalRoutes(api, box);
          todoRoutes(api, box);
          callbackRoutes(api, box);
        });
      },
    },
    { retryDelaysMs: [10_000, 30_000], deliveryTimeoutMs: 2_500, ...options },
  );
}
