import type {
  ActionStep,
  Connection,
  ConnectorActionView,
  ConnectorDetail,
  ConnectorRef,
  ConnectorTriggerView,
  Trigger,
} from '@joinery/contracts';
import { localText, type UiLanguage } from '@joinery/ui-kit';

/** What the designer knows of connectors and connections. */
export interface Catalogue {
  readonly connectors: readonly ConnectorDetail[];
  readonly connections: readonly Connection[];
}

export const emptyCatalogue: Catalogue = { connectors: [], connections: [] };

export function connectorOf(catalogue: Catalogue, ref: ConnectorRef): ConnectorDetail | undefined {
  const named = catalogue.connectors.filter((one) => one.name === ref.name);
  return named.find((one) => one.version === ref.version) ?? named[0];
}

export function actionOf(
  catalogue: Catalogue,
  step: Pick<ActionStep, 'connector' | 'action'>,
): ConnectorActionView | undefined {
  return connectorOf(catalogue, step.connector)?.actions.find((action) => action.name === step.action);
}

export function triggerViewOf(catalogue: Catalogue, trigger: Trigger): ConnectorTriggerView | undefined {
  if (trigger.kind !== 'event') return undefined;
  return connectorOf(catalogue, trigger.connector)?.triggers.find((one) => one.name === trigger.trigger);
}

export function connectionsFor(catalogue: Catalogue, connector: string): readonly Connection[] {
  return catalogue.connections.filter((one) => one.connector.name === connector);
}

/** The connection a new step begins with: the only one there is. */
export function onlyConnection(catalogue: Catalogue, connector: string): string | null {
  const fitting = connectionsFor(catalogue, connector);
  return fitting.length === 1 ? fitting[0]!.id : null;
}

/** Second line of a step on the canvas: whose action it is, or what it does. */
export function connectorTitle(catalogue: Catalogue, ref: ConnectorRef, language: UiLanguage): string {
  return localText(connectorOf(catalogue, ref)?.title ?? ref.name, language);
}
