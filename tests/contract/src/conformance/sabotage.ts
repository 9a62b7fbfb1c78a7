import { connectorFromManifest, type Connector } from '@joinery/connector-sdk';
import type { CallOutcome, ConformanceHost, ConformanceSubject, Simulator } from '@joinery/connector-sdk/testing';
import type { Failure, Json, JsonObject } from '@joinery/contracts';

/** A subject made worse in one way. */
export type Sabotage = (subject: ConformanceSubject) => ConformanceSubject;

type Editable = { [name: string]: Editable | Json | undefined };

/** Changes one member of the manifest; undefined takes it away. Names are joined by `/`. */
export const manifest =
  (path: string, value?: Json): Sabotage =>
  (subject) => ({ ...subject, connector: editedConnector(subject.connector, path.split('/'), value) });

function editedConnector(
  { manifest: before, code }: Connector,
  path: readonly string[],
  value: Json | undefined,
): Connector {
  const draft = JSON.parse(JSON.stringify(before)) as Editable;
  const parent = path.slice(0, -1).reduce<Editable>((at, name) => at[name] as Editable, draft);
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return connectorFromManifest(draft, code);
}

/** Replaces the connector without checking it: for what `connectorFromManifest` would refuse. */
export const connector =
  (change: (connector: Connector) => Connector): Sabotage =>
  (subject) => ({ ...subject, connector: change(subject.connector) });

/** Replaces parts of the host. */
export const host =
  (change: (host: ConformanceHost) => Partial<ConformanceHost>): Sabotage =>
  (subject) => ({
    ...subject,
    async openHost(...args) {
      const opened = await subject.openHost(...args);
      return { ...opened, ...change(opened) };
    },
  });

/** Replaces parts of the simulator. */
export const simulator =
  (change: (simulator: Simulator) => Partial<Simulator>): Sabotage =>
  (subject) => {
    const { simulator: make } = subject;
    if (!make) return subject;
    return {
      ...subject,
      simulator() {
        const made = make();
        return { ...made, ...change(made) };
      },
    };
  };

/** Every call gets a host of its own, so nothing is shared between calls. */
export const nothingShared: Sabotage = (subject) => ({
  ...subject,
  async openHost(...args) {
    const opened = await subject.openHost(...args);
    return {
      ...opened,
      async invoke(...call) {
        const own = await subject.openHost(...args);
        try {
          return await own.invoke(...call);
        } finally {
          await own.close();
        }
      },
    };
  },
});

/** Changes what calls come to. */
export const outcomes = (change: (outcome: CallOutcome) => CallOutcome): Sabotage =>
  host(({ invoke, page }) => ({
    invoke: async (...args) => change(await invoke(...args)),
    async page(...args) {
      const outcome = await page(...args);
      return outcome.kind === 'page' ? outcome : (change(outcome) as typeof outcome);
    },
  }));

export const failures = (change: (failure: Failure) => Failure): Sabotage =>
  outcomes((outcome) => (outcome.kind === 'failed' ? { kind: 'failed', failure: change(outcome.failure) } : outcome));

/** A failure that does not say one of the things it should. */
export const lacking =
  (name: 'retryAfterMs' | 'ambiguous') =>
  (failure: Failure): Failure => {
    const less: { -readonly [K in keyof Failure]: Failure[K] } = { ...failure };
    delete less[name];
    return less;
  };

export const outputs = (change: (output: Json | undefined) => Json): Sabotage =>
  outcomes((outcome) => (outcome.kind === 'done' ? { kind: 'done', output: change(outcome.output) } : outcome));

/** Every failure looks the same, so nobody knows what to do about it. */
export const everythingIsPermanent = failures(({ params }) => ({
  code: 'connector.permanent',
  kind: 'permanent',
  params: params ?? {},
}));

/** Changes the items of pages. */
export const items = (change: (items: readonly Json[], seen: Set<string>) => readonly Json[]): Sabotage =>
  host(({ page }) => {
    const seen = new Set<string>();
    return {
      async page(...args) {
        const outcome = await page(...args);
        return outcome.kind === 'page' ? { ...outcome, items: change(outcome.items, seen) } : outcome;
      },
    };
  });

export const without =
  (name: string) =>
  (value: Json | undefined): Json =>
    Object.fromEntries(Object.entries((value ?? {}) as JsonObject).filter(([key]) => key !== name));
