import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { ok, oldErrors, refuseOld } from './answers.ts';

interface Post {
  readonly Body: JsonObject;
}

/** Event push registered by API, as older apps do it; one address per app. */
export function callbackRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const register = async (body: JsonObject): Promise<boolean> => {
    const { call_back_tag: tags, token, aes_key: secret, url } = body;
    const events = Array.isArray(tags) ? { events: tags.map(textOf) } : {};
    for (const { id } of box.subscriptions()) box.unsubscribe(id);
    return box.subscribe({ url: textOf(url), token: textOf(token), secret: textOf(secret), ...events }).then(
      () => true,
      () => false,
    );
  };
  for (const verb of ['register', 'update']) {
    server.post<Post>(`/call_back/${verb}_call_back`, async ({ body }, reply) =>
      (await register(body)) ? ok() : refuseOld(reply, oldErrors.url),
    );
  }
  server.get('/call_back/get_call_back', (_request, reply) => {
    const [current] = box.subscriptions();
    if (!current) return refuseOld(reply, oldErrors.noCallback);
    const { url, token = '', secret = '', events = [] } = current;
    return ok({ url, token, aes_key: secret, call_back_tag: events });
  });
  server.get('/call_back/delete_call_back', () => {
    for (const { id } of box.subscriptions()) box.unsubscribe(id);
    return ok();
  });
}
