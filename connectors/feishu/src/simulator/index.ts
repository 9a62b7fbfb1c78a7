import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { approvalRoutes } from './approval-routes.ts';
import { app, authorise, tokenRoutes } from './authorise.ts';
import { chatRoutes } from './chat-routes.ts';
import { collections } from './collections.ts';
import { contactRoutes } from './contact-routes.ts';
import { eventsOf, format, handshake } from './events.ts';
import { limitRate } from './limit-rate.ts';
import { messageRoutes } from './message-routes.ts';
import { robotRoutes } from './robot-routes.ts';

export { plan } from './conformance-plan.ts';

export interface FeishuOptions extends SimulatorOptions {
  /** Messages a second one person or group takes; Feishu allows 5. */
  readonly perReceiverPerSecond?: number;
}

/** A Feishu tenant with one custom app and two group robots. */
export function feishuSimulator(options: FeishuOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'feishu',
      title: { zh: '飞书', en: 'Feishu' },
      collections,
      answers,
      connection: (url) => ({
        domain: url,
        appId: app.id,
        appSecret: app.secret,
        encryptKey: 'feishu-encrypt-key-demo',
        verificationToken: 'feishu-verification-token-demo',
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
          messageRoutes(api, box, options.perReceiverPerSecond ?? 5);
          contactRoutes(api, box);
          chatRoutes(api, box);
          approvalRoutes(api, box);
        });
      },
    },
    { retryDelaysMs: [1_500, 30_000, 360_000, 2_160_000], deliveryTimeoutMs: 3_000, ...options },
  );
}
