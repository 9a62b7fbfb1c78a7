import type { SyncPorts } from '../ports.ts';

/** The process was killed: nothing after this was done. */
export class ProcessKilled extends Error {
  override readonly name = 'ProcessKilled';
}

/** Asked before and after every call of a port: `kill` ends the process there. */
export type PortObserver = (moment: 'before' | 'after', port: string) => 'go-on' | 'kill';

/** The ports with an observer at every call that leaves the process. */
export function observedPorts(ports: SyncPorts, observe: PortObserver): SyncPorts {
  const watch = <T extends object>(name: string, port: T): T => watched(name, port, observe);
  return {
    ...ports,
    a: { ...ports.a, reader: watch('a.reader', ports.a.reader), writer: watch('a.writer', ports.a.writer) },
    b: { ...ports.b, reader: watch('b.reader', ports.b.reader), writer: watch('b.writer', ports.b.writer) },
    links: watch('links', ports.links),
    changes: watch('changes', ports.changes),
    journal: watch('journal', ports.journal),
  };
}

function watched<T extends object>(name: string, port: T, observe: PortObserver): T {
  return new Proxy(port, {
    get(target, method) {
      const value: unknown = Reflect.get(target, method, target);
      if (typeof value !== 'function') return value;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const call = `${name}.${String(method)}`;
        if (observe('before', call) === 'kill') throw new ProcessKilled(call);
        const result: unknown = await Reflect.apply(value, target, args);
        if (observe('after', call) === 'kill') throw new ProcessKilled(call);
        return result;
      };
    },
  });
}
