import type { ActionStep, ConnectorRef, FlowDocument, JsonSchema, Step, StepId } from '@joinery/contracts';
import { inferSchema, toExpression } from '@joinery/mapping';
import { ancestorsOf, certainAt } from './flow-graph.ts';
import { walkSteps, type PlacedStep } from './walk-steps.ts';

/** What connectors say of the data they take and give; undefined where it is not known. */
export interface SchemaOffers {
  trigger(connector: ConnectorRef, name: string): JsonSchema | undefined;
  action(
    connector: ConnectorRef,
    name: string,
  ): { readonly input?: JsonSchema | undefined; readonly output?: JsonSchema | undefined } | undefined;
}

/** Something a step may map from: the head of the path and the schema below it, where one is known. */
export interface DataSource {
  /** `['trigger']`, `['item']`, `['steps', 'fetch']`. */
  readonly path: readonly string[];
  readonly label: string;
  readonly schema?: JsonSchema;
  /** It is there whenever the step runs; a step on another branch may not have run. */
  readonly isCertain: boolean;
}

/** The schemas of the data in a flow, worked out from its trigger onwards; each once. */
export class StepSchemas {
  readonly #document: FlowDocument;
  readonly #offers: SchemaOffers;
  readonly #placed: ReadonlyMap<string, PlacedStep>;
  readonly #outputs = new Map<StepId, JsonSchema | undefined>();
  readonly #items = new Map<StepId, JsonSchema | undefined>();

  constructor(document: FlowDocument, offers: SchemaOffers) {
    this.#document = document;
    this.#offers = offers;
    this.#placed = new Map([...walkSteps(document)].map((placed) => [placed.step.id, placed]));
  }

  /** Of the trigger's event. */
  trigger(): JsonSchema | undefined {
    const { trigger } = this.#document;
    switch (trigger.kind) {
      case 'event':
        return this.#offers.trigger(trigger.connector, trigger.trigger);
      case 'manual':
      case 'flow':
        return trigger.inputSchema as JsonSchema | undefined;
      case 'schedule':
        return scheduleSchema;
    }
  }

  /** Of what a step takes, where it wants a certain shape. */
  input(step: Step): JsonSchema | undefined {
    if (step.kind === 'action') return this.#action(step)?.input;
    return step.kind === 'each' && step.items.from === 'pages' ? this.#action(step.items)?.input : undefined;
  }

  /** Of what a step gives. */
  output(id: StepId): JsonSchema | undefined {
    return once(this.#outputs, id, () => {
      const step = this.#placed.get(id)?.step;
      if (step?.kind === 'action') return this.#action(step)?.output;
      return step?.kind === 'map' ? this.#inferred(() => toExpression(step.mapping), id) : undefined;
    });
  }

  /** Of what the body of a loop sees as `item`. */
  item(id: StepId): JsonSchema | undefined {
    return once(this.#items, id, () => {
      const loop = this.#placed.get(id)?.step;
      if (loop?.kind !== 'each') return undefined;
      const one = this.#listed(loop.items, id);
      return one && loop.batchSize > 1 ? { type: 'array', items: one } : one;
    });
  }

  /** What a step may read, in the order of the canvas: trigger, item, earlier steps from far to near. */
  reachable(id: StepId): readonly DataSource[] {
    const placed = this.#placed.get(id);
    if (!placed) return [];
    const { graph, loops, outer } = placed;
    const certain = new Set([
      ...certainAt(graph, id),
      ...outer.flatMap((one, index) => [...certainAt(one, loops[index]!.id)]),
    ]);
    const around = outer.flatMap((one, index) => ancestorsOf(one, loops[index]!.id).toReversed());
    const loop = loops.at(-1);
    return [
      source(['trigger'], 'trigger', this.trigger(), true),
      ...(loop ? [source(['item'], loop.label, this.item(loop.id), true)] : []),
      ...[...around, ...ancestorsOf(graph, id).toReversed()].map((step) =>
        source(['steps', step.id], step.label, this.output(step.id), certain.has(step.id)),
      ),
    ];
  }

  /** Of the one value that expressions see at a step; what is not known there may be anything. */
  scope(id: StepId): JsonSchema {
    const sources = this.reachable(id);
    const steps = sources.filter(({ path }) => path[0] === 'steps');
    const heads = sources.filter(({ path }) => path.length === 1);
    const properties = Object.fromEntries<JsonSchema>([
      ...heads.map(({ path, schema }) => [path[0]!, schema ?? {}] as const),
      ...besides.map((name) => [name, {}] as const),
      ['steps', memberSchemas(steps)],
    ]);
    return { type: 'object', properties, required: [...heads.map(({ path }) => path[0]!), 'steps'] };
  }

  #action(use: Pick<ActionStep, 'connector' | 'action'>): ReturnType<SchemaOffers['action']> {
    return this.#offers.action(use.connector, use.action);
  }

  #listed(items: Extract<Step, { kind: 'each' }>['items'], id: StepId): JsonSchema | undefined {
    if (items.from === 'pages') return this.#action(items)?.output;
    const list = this.#inferred(() => items.expression, id);
    return list?.type === 'array' ? (list.items as JsonSchema | undefined) : undefined;
  }

  /** An expression that does not parse is told elsewhere; here nothing is known of it. */
  #inferred(expression: () => string, id: StepId): JsonSchema | undefined {
    try {
      return inferSchema(expression(), this.scope(id));
    } catch {
      return undefined;
    }
  }
}

const scheduleSchema: JsonSchema = {
  type: 'object',
  properties: {
    scheduledAt: { type: 'string', format: 'date-time', 'x-title': { zh: '计划时间', en: 'Scheduled at' } },
  },
  required: ['scheduledAt'],
};

/** Heads of the scope whose content depends on how the run went. */
const besides = ['errors', 'waits', 'flow', 'run', 'index'] as const;

function memberSchemas(steps: readonly DataSource[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(steps.map(({ path, schema }) => [path[1]!, schema ?? {}])),
    required: steps.filter(({ isCertain }) => isCertain).map(({ path }) => path[1]!),
  };
}

function source(
  path: readonly string[],
  label: string,
  schema: JsonSchema | undefined,
  isCertain: boolean,
): DataSource {
  return { path, label, isCertain, ...(schema === undefined ? {} : { schema }) };
}

/** What asks for itself on the way, as in a cycle, finds nothing known. */
function once<K, V>(known: Map<K, V | undefined>, key: K, find: () => V | undefined): V | undefined {
  if (known.has(key)) return known.get(key);
  known.set(key, undefined);
  const found = find();
  known.set(key, found);
  return found;
}
