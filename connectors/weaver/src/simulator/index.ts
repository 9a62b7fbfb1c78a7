import type { JsonObject } from '@joinery/contracts';
import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { appId, Gate } from './authorise.ts';
import { collections } from './collections.ts';
import { directoryRoutes } from './directory-routes.ts';
import { firstRegistration } from './keys.ts';
import { noticeRoutes } from './notice-routes.ts';
import { format, reportsOf } from './reports.ts';
import { requestRoutes } from './request-routes.ts';

export { exempt, plan } from './conformance-plan.ts';

export interface WeaverOptions extends SimulatorOptions {
  /** The code of an answer is an object in some builds: `{name: "SUCCESS"}`. */
  readonly codeAsObject?: boolean;
}

/** An e-cology 9 installation with one app, registered once, and a refund workflow. */
export function weaverSimulator(options: WeaverOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'weaver',
      title: { zh: '泛微 e-cology', en: 'Weaver e-cology' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        appId,
        appSecret: firstRegistration.secrit,
        spk: firstRegistration.spk,
        userId: '66',
        messageSource: 'joinery',
        callbackToken: 'weaver-callback-token-demo',
      }),
      wrongConnection: { appSecret: 'not-the-secret' },
      events: reportsOf,
      format,
      routes(server, box) {
        const gate = new Gate(box);
        gate.routes(server);
        server.register(async (api) => {
          api.addHook('preHandler', async (request, reply) => gate.authorise(request, reply));
          if (options.codeAsObject)
            api.addHook('preSerialization', async (_request, _reply, body) => withCodeObject(body));
          directoryRoutes(api, box);
          requestRoutes(api, box);
          noticeRoutes(api, box);
        });
      },
    },
    options,
  );
}

function withCodeObject(body: unknown): unknown {
  const { code } = (body ?? {}) as JsonObject;
  return typeof code === 'string' && code !== '1' ? { ...(body as JsonObject), code: { name: code } } : body;
}
