import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { account, authorise, limitRate } from './authorise.ts';
import { collections } from './collections.ts';
import { eventsOf, format } from './events.ts';
import { issuePartRoutes } from './issue-part-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { metadataRoutes } from './metadata-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

export { plan } from './conformance-plan.ts';

export interface JiraOptions extends SimulatorOptions {
  /** Requests a second of the account; Jira does not publish its figure. */
  readonly requestsPerSecond?: number;
}

/** A Jira Cloud site with two projects, by the contract of its REST API v3. */
export function jiraSimulator(options: JiraOptions = {}): Simulator {
  // Its own address, which stands in every `self`: as it was last called.
  let address = '';
  const url = (): string => address;
  return createSimulator(
    {
      name: 'jira',
      title: { zh: 'Jira', en: 'Jira' },
      collections,
      answers,
      connection(running) {
        return {
          siteUrl: running,
          email: account.email,
          apiToken: account.apiToken,
          webhookSecret: 'jira-webhook-secret-demo',
        };
      },
      wrongConnection: { apiToken: 'not-the-token' },
      events: eventsOf,
      format,
      routes(app, box) {
        app.addHook('onRequest', async ({ host }) => void (address = `http://${host}`));
        app.addHook('onRequest', authorise);
        app.addHook('onRequest', limitRate(box, options.requestsPerSecond ?? 40));
        issueRoutes(app, box, url);
        issuePartRoutes(app, box, url);
        searchRoutes(app, box, url);
        metadataRoutes(app, box);
        webhookRoutes(app, box, url);
      },
    },
    options,
  );
}
