import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Built, the files beside this one are JavaScript. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

export interface Listening {
  readonly url: string;
  readonly child: ChildProcess;
}

/** A server of this benchmark in a process of its own; it ends when its channel closes. */
export async function listening(file: string, args: readonly string[] = []): Promise<Listening> {
  const child = fork(fileURLToPath(new URL(file.replace(/\.ts$/, extension), import.meta.url)), [...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, child };
}
