import { spawn } from 'node:child_process';

/**
 * Ends a server, and removes its folder, when this process is gone without having done so: a test run that is killed
 * must not leave one behind. The watcher notices by the pipe between us, which closes with either.
 * @returns stops watching
 */
export function endWithUs(server: { readonly pid: number }, dataDir: string): () => void {
  const script = 'read _; kill -INT "$0" && while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"';
  const watcher = spawn('sh', ['-c', script, String(server.pid), dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  return () => watcher.kill('SIGKILL');
}
