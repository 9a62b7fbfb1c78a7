/* oxlint-disable no-extend-native, unicorn/no-array-callback-reference -- the reference's own loops are what is changed */

const { map } = Array.prototype;
const asyncFunction = (async () => undefined).constructor;

type Each = (item: unknown, index: number, list: readonly unknown[]) => unknown;

/**
 * Runs an evaluation of the reference so that the items of a list and the values of an object are evaluated one after
 * the other: it maps an async function over them, and here each one waits for the one before it.
 */
export async function oneByOne<T>(evaluate: () => Promise<T>): Promise<T> {
  Object.defineProperty(Array.prototype, 'map', { configurable: true, writable: true, value: mapInOrder });
  try {
    return await evaluate();
  } finally {
    Object.defineProperty(Array.prototype, 'map', { configurable: true, writable: true, value: map });
  }
}

function mapInOrder(this: readonly unknown[], each: Each, self?: unknown): unknown[] {
  if (!(each instanceof asyncFunction)) return map.call(this, each, self);
  let before: Promise<unknown> = Promise.resolve();
  return map.call(this, (item, index, list) => {
    before = before.then(() => each.call(self, item, index, list));
    return before;
  });
}
