import type { JsonObject } from '@joinery/contracts';
import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { authorise, restUser, tokenRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { directoryRoutes } from './directory-routes.ts';
import { bareNumbers } from './long-numbers.ts';
import { processRoutes } from './process-routes.ts';
import { format, reportsOf } from './reports.ts';
import { registerCode, todoRoutes } from './todo-routes.ts';

export { exempt, plan } from './conformance-plan.ts';

/** An A8 installation with two units, a REST user and a refund template. */
export function seeyonSimulator(options?: SimulatorOptions): Simulator {
  return createSimulator(
    {
      name: 'seeyon',
      title: { zh: '致远 A8', en: 'Seeyon A8' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        restUser: restUser.name,
        restPassword: restUser.password,
        loginName: 'e1001',
        registerCode,
        callbackToken: 'seeyon-callback-token-demo',
      }),
      wrongConnection: { restPassword: 'not-the-password' },
      events: reportsOf,
      format,
      routes(server, box) {
        const bound = new Map<string, JsonObject>();
        server.addHook('onSend', bareNumbers);
        tokenRoutes(server, box, bound);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box, bound));
          directoryRoutes(api, box);
          processRoutes(api, box);
          todoRoutes(api, box);
        });
      },
    },
    options,
  );
}
