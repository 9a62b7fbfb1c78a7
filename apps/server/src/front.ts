import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApi, createProbe, type ApiPorts } from '@joinery/api';
import type { Config } from '@joinery/platform/config';

const consoleFolder = fileURLToPath(new URL('../../../ui/console/dist/site', import.meta.url));

/** What of this process listens. */
export interface Front {
  /** @returns the address it is reached by */
  listen(at: { readonly port: number; readonly host: string }): Promise<string>;
  close(): Promise<void>;
}

interface FrontOptions {
  readonly ports: ApiPorts;
  readonly config: Config;
  readonly publicUrl: string;
  readonly version: string;
}

/** API and console; of a process that only works, no more than whether it lives. */
export async function openFront({ ports, config, publicUrl, version }: FrontOptions): Promise<Front> {
  const { operation, limits, network, session } = config;
  const { metricsToken } = operation;
  if (operation.role === 'worker') {
    const probe = createProbe(ports, { version, metricsToken });
    return { listen: (at) => probe.listen(at), close: () => probe.close() };
  }
  const { app } = await createApi({
    ports,
    settings: {
      version,
      https: publicUrl.startsWith('https:'),
      trustProxy: network.trustProxy,
      bodyLimitBytes: limits.bodyBytes,
      sessionIdleMs: session.idleMinutes * 60_000,
      sessionAbsoluteMs: session.absoluteHours * 3_600_000,
      metricsToken,
    },
    ...(existsSync(consoleFolder) ? { consoleFolder } : {}),
  });
  const listen: Front['listen'] = async ({ port, host }) => {
    await app.listen(port, host);
    return app.getUrl();
  };
  return { listen, close: () => app.close() };
}
