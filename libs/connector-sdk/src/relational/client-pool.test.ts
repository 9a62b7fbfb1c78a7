import { expect, test } from 'vitest';
import type { CodeContext } from '../code-context.ts';
import { ClientPool } from './client-pool.ts';
import type { Clients } from './driver.ts';

interface Client {
  ended: boolean;
}

function pool() {
  const opened: Client[] = [];
  const clients: Clients<Client> = {
    async open() {
      const client = { ended: false };
      opened.push(client);
      return client;
    },
    onLost: () => undefined,
    goesOn: (error) => error instanceof Error && error.message === 'told',
    send: () => Promise.reject(new Error('unused')),
    command: () => Promise.resolve(),
    reading: (_, work) => work(),
    breakOff: (client) => void (client.ended = true),
    end: async (client) => void (client.ended = true),
  };
  return { pool: new ClientPool(clients), opened };
}

const during = (signal = new AbortController().signal) => ({ signal }) as CodeContext;
const forever = (): Promise<never> => new Promise(() => undefined);

test('a client is used again, also after what the server told in words', async () => {
  const { pool: clients, opened } = pool();
  await clients.use(during(), () => Promise.resolve());
  await expect(clients.use(during(), () => Promise.reject(new Error('told')))).rejects.toThrow('told');
  await clients.use(during(), () => Promise.resolve());
  expect(opened).toEqual([{ ended: false }]);
});

test('a client whose work broke is replaced', async () => {
  const { pool: clients, opened } = pool();
  await expect(clients.use(during(), () => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
  await clients.use(during(), () => Promise.resolve());
  expect(opened).toEqual([{ ended: true }, { ended: false }]);
});

test('work that never answers is broken off with its call', async () => {
  const { pool: clients, opened } = pool();
  const call = new AbortController();
  const work = clients.use(during(call.signal), forever);
  call.abort();
  await expect(work).rejects.toThrow();
  await clients.close();
  expect(opened.every(({ ended }) => ended)).toBe(true);
});

test('no more than eight at once; who waits is next, and who gives up does not keep the turn', async () => {
  const { pool: clients, opened } = pool();
  const ends: (() => void)[] = [];
  const held = Array.from({ length: 8 }, () =>
    clients.use(during(), () => new Promise<void>((resolve) => ends.push(resolve))),
  );
  await expect.poll(() => ends.length).toBe(8);
  const given = new AbortController();
  const gaveUp = clients.use(during(given.signal), forever);
  const next = clients.use(during(), () => Promise.resolve('done'));
  given.abort();
  await expect(gaveUp).rejects.toThrow();
  ends[0]?.();
  expect(await next).toBe('done');
  for (const end of ends) end();
  await Promise.all(held);
  expect(opened).toHaveLength(8);
});
