import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  createSimulator,
  textOf,
  type Simulator,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';

export { plan } from './conformance-plan.ts';

const secret = 'webhook-secret-demo';

const refuse = (reply: SimulatorReply, status: number, code: string, message: string): SimulatorReply =>
  reply.code(status).send({ error: { code, message } });

/** A system that sends an event for every record added to its outbox, and an endpoint that receives ours. */
export function webhookSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'webhook',
      title: { zh: 'Webhook 收发方', en: 'Webhook partner' },
      collections: {
        outbox: {
          title: { zh: '待发事件', en: 'Outbox' },
          key: 'id',
          created: (draft) => ({ id: crypto.randomUUID(), event: 'order.paid', ...draft }),
        },
      },
      answers: {
        rateLimited(reply, { retryAfterSeconds }) {
          if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
          return refuse(reply, 429, 'rate_limited', 'Too many requests');
        },
        serverError: (reply, { status = 503 }) => refuse(reply, status, 'unavailable', 'Service unavailable'),
        noSuchPath: (reply) => refuse(reply, 404, 'not_found', 'No such path'),
        badBody: (reply) => refuse(reply, 400, 'bad_json', 'The body is not valid JSON'),
      },
      connection: (url) => ({
        verification: 'hmac',
        secret,
        signatureHeader: 'X-Partner-Signature',
        algorithm: 'hmac-sha256',
        encoding: 'hex',
        prefix: 'sha256=',
        timestampHeader: 'X-Partner-Timestamp',
        timestampUnit: 'seconds',
        replayHeader: 'X-Partner-Delivery',
        challengeField: 'challenge',
        targetUrl: `${url}/hook`,
      }),
      wrongConnection: { secret: 'not-the-secret' },
      routes(app, box) {
        const seen = new Set<string>();
        box.onReset(() => seen.clear());
        app.post('/hook', (request, reply) => {
          if (!signedByUs(request)) return refuse(reply, 401, 'bad_signature', 'The signature does not hold');
          const id = textOf(request.headers['x-joinery-event-id'] as string | undefined);
          const { type, payload } = request.body as { readonly type: string; readonly payload: unknown };
          if (seen.has(id)) return { received: true, duplicate: true };
          seen.add(id);
          const content = structuredClone(payload ?? null) as never;
          box.inbox.add({
            id,
            to: '/hook',
            kind: 'webhook',
            title: type,
            text: JSON.stringify(payload),
            content,
            receivedAt: new Date(box.now()).toISOString(),
          });
          return { received: true };
        });
      },
      events: ({ kind, after }) =>
        kind === 'created' && after ? [{ id: textOf(after['id']), type: textOf(after['event']), body: after }] : [],
      format: {
        sign(text, { event, subscription, sentAtMs }) {
          const timestamp = String(Math.floor(sentAtMs / 1000));
          const signature = createHmac('sha256', subscription.secret ?? '')
            .update(`${timestamp}.${text}`)
            .digest('hex');
          const headers = {
            'content-type': 'application/json',
            'x-partner-delivery': event.id,
            'x-partner-timestamp': timestamp,
            'x-partner-signature': `sha256=${signature}`,
          };
          return { headers, body: text };
        },
      },
    },
    options,
  );
}

function signedByUs({ headers, rawBody }: SimulatorRequest): boolean {
  const text = `${textOf(headers['x-joinery-timestamp'] as string | undefined)}.${rawBody}`;
  const expected = Buffer.from(`v1=${createHmac('sha256', secret).update(text).digest('hex')}`);
  const given = Buffer.from(textOf(headers['x-joinery-signature'] as string | undefined));
  return expected.length === given.length && timingSafeEqual(expected, given);
}
