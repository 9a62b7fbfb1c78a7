import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { authorise, client, oauthRoutes } from './authorise.ts';
import { collections } from './collections.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { resourceRoutes, resources } from './resource-routes.ts';

export { exempt, plan } from './conformance-plan.ts';

/** A service provider of RFC 7644 with users, groups and one attribute of its own. */
export function scimSimulator(options?: SimulatorOptions): Simulator {
  return createSimulator(
    {
      name: 'scim',
      title: { zh: 'SCIM 2.0 目录', en: 'SCIM 2.0 directory' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: `${url}/scim/v2`,
        authentication: 'oauth2',
        tokenUrl: `${url}/oauth/token`,
        clientId: client.id,
        clientSecret: client.secret,
      }),
      wrongConnection: { clientSecret: 'not-the-secret' },
      routes(server, box) {
        oauthRoutes(server, box);
        server.register(async (api) => {
          api.addHook('onRequest', authorise(box));
          discoveryRoutes(api);
          for (const resource of resources) resourceRoutes(api, box, resource);
        });
      },
    },
    options,
  );
}
