import type { ConnectorRef, Edge, FlowDocument, Graph, JsonSchema, MappingSource } from '@joinery/contracts';
import { compile, ExpressionError, toExpression } from '@joinery/mapping';
import { expressionsOf, settingsExpressions, type PlacedExpression } from './expressions-of.ts';
import { finding, type Finding } from './finding.ts';
import { ancestorsOf, flowGraph, graphEntries } from './flow-graph.ts';
import { portsOf } from './ports-of-step.ts';
import { scheduleFault } from './schedule-ticks.ts';
import { rootReads } from './root-reads.ts';
import type { SchemaOffers } from './step-schemas.ts';
import { typeFindings } from './type-findings.ts';
import { walkSteps, type PlacedStep } from './walk-steps.ts';

/** What exists beside the document: connectors, connections, flows. All look-ups are by the caller's tenant. */
export interface FlowCatalogue {
  /** What an installed connector version offers; undefined when it is not installed. */
  connector(ref: ConnectorRef):
    | {
        readonly actions: ReadonlyMap<string, { readonly input?: JsonSchema; readonly output?: JsonSchema }>;
        /** With the schema of the event. */
        readonly triggers: ReadonlyMap<string, JsonSchema | undefined>;
        readonly needsConnection: boolean;
      }
    | undefined;
  /** The connector that a connection belongs to. */
  connection(id: string): { readonly connector: string } | undefined;
  /** Whether a flow is published and can be called. */
  callableFlow(id: string): boolean;
}

/** Everything that is wrong with a flow document, worst places first as they stand in it. Empty means it can be published. */
export function validateFlow(document: FlowDocument, catalogue: FlowCatalogue): readonly Finding[] {
  const faults = [
    ...triggerFindings(document, catalogue),
    ...settingsExpressions(document).flatMap((one) => expressionFindings(one, one.place, undefined, () => true)),
    ...duplicateSteps(document),
    ...graphFindings(document, '', 'trigger'),
    ...[...walkSteps(document)].flatMap((placed) => stepFindings(placed, document, catalogue)),
  ];
  const faulty = new Set(faults.map(({ place }) => place));
  return [...faults, ...typeFindings(document, offersOf(catalogue)).filter(({ place }) => !faulty.has(place))];
}

function offersOf(catalogue: FlowCatalogue): SchemaOffers {
  return {
    trigger: (ref, name) => catalogue.connector(ref)?.triggers.get(name),
    action: (ref, name) => catalogue.connector(ref)?.actions.get(name),
  };
}

function triggerFindings(document: FlowDocument, catalogue: FlowCatalogue): readonly Finding[] {
  const { trigger } = document;
  if (trigger.kind === 'schedule') {
    const fault = scheduleFault(trigger.cron, trigger.zone);
    return fault === undefined
      ? []
      : [
          finding(
            'flow.schedule',
            { place: 'trigger.cron' },
            { cron: trigger.cron, zone: trigger.zone, detail: fault },
          ),
        ];
  }
  if (trigger.kind !== 'event') return [];
  return connectorFindings(
    { ...trigger, step: 'trigger', used: trigger.trigger, of: 'triggers' },
    'trigger',
    catalogue,
  );
}

interface ConnectorUse {
  readonly connector: ConnectorRef;
  readonly connectionId: string | null;
  readonly step: string;
  readonly used: string;
  readonly of: 'actions' | 'triggers';
}

function connectorFindings(use: ConnectorUse, place: string, catalogue: FlowCatalogue): readonly Finding[] {
  const at = { place, ...(use.step === 'trigger' ? {} : { stepId: use.step }) };
  const offer = catalogue.connector(use.connector);
  if (!offer)
    return [finding('flow.unknown-connector', at, { connector: use.connector.name, version: use.connector.version })];
  const found: Finding[] = [];
  if (!offer[use.of].has(use.used))
    found.push(finding('flow.unknown-action', at, { connector: use.connector.name, action: use.used }));
  const connection = use.connectionId === null ? undefined : catalogue.connection(use.connectionId);
  if (!connection && (offer.needsConnection || use.connectionId !== null))
    found.push(finding('flow.missing-connection', at, { step: use.step }));
  if (connection && connection.connector !== use.connector.name) {
    found.push(
      finding('flow.wrong-connection', at, {
        step: use.step,
        actual: connection.connector,
        expected: use.connector.name,
      }),
    );
  }
  return found;
}

function graphFindings(graph: Graph, place: string, entry: (typeof graphEntries)[number]): readonly Finding[] {
  return [
    ...graph.edges.flatMap((edge, index) => edgeFindings(edge, index, graph, place, entry)),
    ...reachFindings(graph, place, entry),
    ...graph.steps.flatMap((step, index) =>
      step.kind === 'each' ? graphFindings(step.body, `${place}steps[${index}].body.`, 'item') : [],
    ),
  ];
}

/** Ids are unique in the whole document, loop bodies included, so that `steps.<id>` means one thing. */
function duplicateSteps(document: FlowDocument): readonly Finding[] {
  const seen = new Set<string>(graphEntries);
  return [...walkSteps(document)].flatMap(({ step, place }) => {
    if (seen.has(step.id))
      return [finding('flow.duplicate-step', { place: `${place}.id`, stepId: step.id }, { step: step.id })];
    seen.add(step.id);
    return [];
  });
}

function edgeFindings(edge: Edge, index: number, graph: Graph, place: string, entry: string): readonly Finding[] {
  const at = `${place}edges[${index}]`;
  const from = graph.steps.find((step) => step.id === edge.from);
  if (!from && edge.from !== entry)
    return [finding('flow.dangling-edge', { place: `${at}.from` }, { step: edge.from })];
  if (!graph.steps.some((step) => step.id === edge.to))
    return [finding('flow.dangling-edge', { place: `${at}.to` }, { step: edge.to })];
  const ports = from ? portsOf(from) : ['out'];
  if (!ports.includes(edge.port))
    return [finding('flow.unknown-port', { place: `${at}.port` }, { step: edge.from, port: edge.port })];
  const twin = graph.edges.findIndex(
    (other) => other.from === edge.from && other.port === edge.port && other.to === edge.to,
  );
  return twin < index ? [finding('flow.duplicate-edge', { place: at })] : [];
}

function reachFindings(graph: Graph, place: string, entry: (typeof graphEntries)[number]): readonly Finding[] {
  const shape = flowGraph(graph, entry);
  const ordered = new Set(shape.order.map((step) => step.id));
  const cyclic = graph.steps.filter((step) => !ordered.has(step.id)).map((step) => step.id);
  if (cyclic.length > 0) return [finding('flow.cycle', { place: `${place}edges` }, { steps: cyclic.join(', ') })];
  const unreached = graph.steps.filter((step) => !reached(graph, entry).has(step.id));
  return unreached.map((step) =>
    finding(
      'flow.unreachable-step',
      { place: `${place}steps[${graph.steps.indexOf(step)}]`, stepId: step.id },
      { step: step.id },
    ),
  );
}

function reached(graph: Graph, entry: string): ReadonlySet<string> {
  const seen = new Set<string>([entry]);
  const queue = [entry];
  for (let at = 0; at < queue.length; at++) {
    for (const edge of graph.edges) {
      if (edge.from !== queue[at] || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  return seen;
}

function stepFindings(placed: PlacedStep, document: FlowDocument, catalogue: FlowCatalogue): readonly Finding[] {
  const { step, place } = placed;
  const sees = visibleSteps(placed);
  const expressions = expressionsOf(step).flatMap((one) =>
    expressionFindings(
      one,
      `${place}.${one.place}`,
      step.id,
      (name) =>
        sees.has(name) ||
        (one.place === 'collect' && step.kind === 'each' && step.body.steps.some((inner) => inner.id === name)),
    ),
  );
  return [...expressions, ...useFindings(placed, document, catalogue)];
}

function visibleSteps({ graph, step, outer, loops }: PlacedStep): ReadonlySet<string> {
  const around = outer.flatMap((one, index) => ancestorsOf(one, loops[index]!.id));
  return new Set([...ancestorsOf(graph, step.id), ...around].map((one) => one.id));
}

function useFindings(
  { step, place }: PlacedStep,
  document: FlowDocument,
  catalogue: FlowCatalogue,
): readonly Finding[] {
  switch (step.kind) {
    case 'action':
      return connectorFindings({ ...step, step: step.id, used: step.action, of: 'actions' }, place, catalogue);
    case 'each':
      return step.items.from === 'pages'
        ? connectorFindings(
            { ...step.items, step: step.id, used: step.items.action, of: 'actions' },
            `${place}.items`,
            catalogue,
          )
        : [];
    case 'wait':
      return step.for.kind === 'event'
        ? connectorFindings(
            { ...step.for, step: step.id, used: step.for.trigger, of: 'triggers' },
            `${place}.for`,
            catalogue,
          )
        : [];
    case 'flow':
      return catalogue.callableFlow(step.flowId)
        ? []
        : [finding('flow.unknown-flow', { place: `${place}.flowId`, stepId: step.id }, { step: step.id })];
    case 'reply':
      return document.trigger.kind === 'event' && document.trigger.respond === 'reply'
        ? []
        : [finding('flow.reply-unasked', { place, stepId: step.id }, { step: step.id })];
    case 'map':
    case 'branch':
    case 'filter':
    case 'end':
      return [];
  }
}

function expressionFindings(
  one: PlacedExpression,
  place: string,
  stepId: string | undefined,
  sees: (step: string) => boolean,
): readonly Finding[] {
  const at = { place, ...(stepId === undefined ? {} : { stepId }) };
  try {
    const reads = rootReads(compile(textOf(one.text)).ast);
    const unknown = reads.filter(
      ([head, name]) => (head === 'steps' || head === 'errors') && name !== undefined && !sees(name),
    );
    return unknown.map((path) => finding('flow.unknown-data', at, { path: path.slice(0, 2).join('.') }));
  } catch (error) {
    if (error instanceof ExpressionError) return [finding('flow.expression', at, { detail: error.message })];
    throw error;
  }
}

function textOf(text: string | MappingSource): string {
  return typeof text === 'string' ? text : toExpression(text);
}
