import { createSimulator, type Simulator, type SimulatorOptions } from '@joinery/connector-sdk/simulator';
import { answers } from './answers.ts';
import { accessToken, authorise, limitRate } from './authorise.ts';
import { collections } from './collections.ts';
import { eventsOf, format } from './events.ts';
import { issueRoutes } from './issue-routes.ts';
import { otherRoutes } from './other-routes.ts';

export { plan } from './conformance-plan.ts';

export interface GitlabOptions extends SimulatorOptions {
  /** gitlab.com allows 2,000. */
  readonly requestsPerMinute?: number;
}

/** A GitLab server with two projects, by the contract of its REST API v4. */
export function gitlabSimulator(options: GitlabOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'gitlab',
      title: { zh: 'GitLab', en: 'GitLab' },
      collections,
      answers,
      connection: (url) => ({
        baseUrl: url,
        project: 'service/support',
        accessToken,
        webhookToken: 'gitlab-webhook-token-demo',
      }),
      wrongConnection: { accessToken: 'not-the-token' },
      events: eventsOf,
      format,
      routes(app, box) {
        app.addHook('onRequest', authorise);
        app.addHook('onRequest', limitRate(box, options.requestsPerMinute ?? 2_000));
        issueRoutes(app, box);
        otherRoutes(app, box);
      },
    },
    // What was not accepted is not sent again.
    { ...options, retryDelaysMs: [] },
  );
}
