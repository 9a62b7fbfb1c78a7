import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateUse, TriggerPage } from '@joinery/contracts';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { freePort, startServer, type ApiSession } from '@joinery/tests-support';
import { allow, atRest, connect, portOf, signIn } from '../joinery.ts';
import { until } from '../until.ts';
import type { Warehouse } from '../warehouse.ts';

/** A Joinery of its own, and simulators that stand outside of it. */
export interface Stage {
  readonly api: ApiSession;
  /** Starts a simulator and connects Joinery to it; gives the connection's id. */
  join(simulator: Simulator): Promise<string>;
  /** Connects Joinery to tables of a warehouse; gives the ids of the connections. */
  joinTables(warehouse: Warehouse, tables: readonly string[]): Promise<readonly string[]>;
  /** Uses a template and publishes what it makes. */
  use(
    template: string,
    connections: Readonly<Record<string, string>>,
    choices?: Readonly<Record<string, unknown>>,
  ): Promise<PublishedTemplate>;
  /** Hands a trigger's address to a vendor whose console asks a person for it. */
  hookOf(connector: string, trigger: string): Promise<string>;
  /** Waits until no run is under way. */
  rest(): Promise<void>;
}

export interface PublishedTemplate {
  /** The id of the flow or sync that a part became. */
  id(part: string): string;
}

/** What a scenario has seen: figures for the last line, and what was not as promised. */
export interface Seen {
  readonly figures: Readonly<Record<string, number | boolean>>;
  readonly faults: readonly string[];
}

export async function onStage(say: (line: string) => void, play: (stage: Stage) => Promise<Seen>): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-scenario-'));
  const port = String(await freePort());
  const server = await startServer({ DATA_DIR: folder, PORT: port, JOINERY_SANDBOX: 'off', LOG_LEVEL: 'warn' });
  const running: { stop(): Promise<void> }[] = [];
  try {
    say(`server ready at ${server.url}`);
    const api = await signIn(server);
    return await play({
      api,
      join: async (simulator) => {
        const started = await simulator.start();
        running.push(started);
        await allow(api, [portOf(started)]);
        return (await connect(api, simulator.name, simulator.connection())).connectionId;
      },
      joinTables: async ({ host, port, database, user, password }, tables) => {
        await allow(api, [port]);
        const ids: string[] = [];
        for (const syncTable of tables) {
          const values = {
            host,
            port,
            database,
            user,
            password,
            tls: 'off',
            syncTable,
            syncChangedColumn: 'stored_at',
          };
          ids.push((await connect(api, 'postgres', values, `demo ${syncTable}`)).connectionId);
        }
        return ids;
      },
      use: async (template, connections, choices = {}) => {
        const body = { connections, choices, publish: true };
        const { parts } = await api.post<TemplateUse>(`/templates/${template}/use`, body);
        say(`template ${template}: ${parts.map(({ name }) => name).join(', ')}`);
        return { id: (part) => parts.find(({ key }) => key === part)!.id };
      },
      hookOf: (connector, trigger) => hookOf(api, connector, trigger),
      rest: () => until('every run had ended', 120_000, () => atRest(api)),
    });
  } finally {
    await server.stop();
    await Promise.all(running.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function hookOf(api: ApiSession, connector: string, trigger: string): Promise<string> {
  const { items } = await api.get<TriggerPage>('/triggers?limit=200');
  const hook = items.find((one) => one.connector?.name === connector && one.name === trigger)?.hookUrl;
  if (!hook) throw new Error(`no address for ${trigger} of ${connector}: ${JSON.stringify(items)}`);
  return hook;
}
