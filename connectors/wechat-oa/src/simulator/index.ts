import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { account, authorise, tokenRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { eventsOf, format, handshake } from './events.ts';
import { followerRoutes, messageRoutes } from './routes.ts';

export { exempt, plan } from './conformance-plan.ts';

export interface WechatOaOptions extends SimulatorOptions {
  /** WeChat gives 10,000. */
  readonly followersPerPage?: number;
}

/** A WeChat official account in safe mode. */
export function wechatOaSimulator({ followersPerPage = 10_000, ...options }: WechatOaOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'wechat-oa',
      title: { zh: '微信公众号', en: 'WeChat official account' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        appId: account.appId,
        appSecret: account.secret,
        callbackToken: 'wechatOaCallbackTokenDemo',
        callbackAesKey: 'd2VjaGF0LW9hLWNhbGxiYWNrLWFlcy1rZXktZGVtby0',
      }),
      wrongConnection: { appSecret: 'not-the-secret' },
      events: eventsOf,
      format,
      handshake,
      routes(server, box) {
        tokenRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          messageRoutes(api, box);
          followerRoutes(api, box, followersPerPage);
        });
      },
    },
    // Three attempts in all.
    { retryDelaysMs: [5_000, 5_000], deliveryTimeoutMs: 5_000, ...options },
  );
}
