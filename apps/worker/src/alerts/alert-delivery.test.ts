import type { Failure } from '@joinery/contracts';
import type { AlertClaim } from '@joinery/persistence';
import { expect, it, onTestFinished } from 'vitest';
import { AlertDelivery } from './alert-delivery.ts';
import { mostTries } from './retry-plan.ts';

const notice = { kind: 'backlog', code: 'x', pending: 1, count: 1, lastAt: new Date(0), firstAt: new Date(0) };
const aClaim = (channelId: string, changed: Partial<AlertClaim> = {}): AlertClaim =>
  ({
    channelId,
    language: 'en',
    timeZone: 'UTC',
    attempts: 0,
    notices: [{ subjectName: null, failure: null, runId: null, ...notice }],
    ...changed,
  }) as AlertClaim;

/** A delivery with these claims, and what it said to the store about each. */
function deliver(claims: readonly AlertClaim[], send: (channelId: string) => Promise<Failure | null>) {
  const words: string[] = [];
  const defects: (string | undefined)[] = [];
  const left = [[...claims]];
  const note = (word: string) => (claim: AlertClaim) => Promise.resolve(void words.push(`${claim.channelId} ${word}`));
  const delivery = new AlertDelivery({
    delivery: {
      spread: () => Promise.resolve(0),
      claim: () => Promise.resolve(left.pop() ?? []),
      sent: note('sent'),
      failed: note('failed'),
      giveUp: note('given up'),
      release: note('released'),
    },
    sender: { send: ({ channelId }) => send(channelId) },
    publicUrl: 'https://joinery.test',
    periodMs: 5,
    random: () => 0,
    failed: (_, channelId) => void defects.push(channelId),
  }).start();
  onTestFinished(() => delivery.stop());
  return { words, defects, delivery };
}

const refused: Failure = { code: 'connector.permanent', kind: 'permanent' };

it('says to the store what became of each message', async () => {
  const { words } = deliver(
    [
      aClaim('fine'),
      aClaim('broken'),
      aClaim('hopeless', { attempts: mostTries - 1 }),
      aClaim('empty', { notices: [] }),
    ],
    (channelId) => Promise.resolve(channelId === 'fine' ? null : refused),
  );
  await expect
    .poll(() => words.toSorted())
    .toEqual(['broken failed', 'empty released', 'fine sent', 'hopeless given up']);
});

it('goes on with the others when one channel has a defect', async () => {
  const { words, defects } = deliver([aClaim('defect'), aClaim('fine')], (channelId) =>
    channelId === 'fine' ? Promise.resolve(null) : Promise.reject(new Error('defect')),
  );
  await expect.poll(() => words).toEqual(['fine sent']);
  await expect.poll(() => defects).toEqual(['defect']);
});

it('ends with the message that is under way, so that it is not sent twice', async () => {
  let answer: (failure: null) => void = () => undefined;
  let asked = false;
  const { words, delivery } = deliver([aClaim('slow')], () => {
    asked = true;
    return new Promise((resolve) => (answer = resolve));
  });
  await expect.poll(() => asked).toBe(true);
  const stopped = delivery.stop();
  answer(null);
  await stopped;
  expect(words).toEqual(['slow sent']);
});
