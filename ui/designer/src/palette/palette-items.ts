import type { ConnectorActionView, ConnectorRef } from '@joinery/contracts';
import type { Message } from '@joinery/ui-kit';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { designerMessages, type DesignerKey } from '../designer.messages.ts';
import type { BuiltInKind } from '../document/new-step.ts';

/** One thing that can be put on the canvas. */
export type PaletteItem =
  | { readonly key: string; readonly kind: BuiltInKind; readonly title: Message; readonly text: Message }
  | {
      readonly key: string;
      readonly kind: 'action';
      readonly title: Message;
      readonly text: Message;
      readonly connector: ConnectorRef;
      readonly action: ConnectorActionView;
    };

export interface PaletteGroup {
  readonly key: string;
  readonly title: Message;
  readonly icon: string | null;
  readonly items: readonly PaletteItem[];
}

const builtIn: readonly BuiltInKind[] = ['branch', 'filter', 'map', 'each', 'wait', 'flow', 'reply', 'end'];

/** Basics first, then every connector with its actions. */
export function paletteGroups(catalogue: Catalogue): readonly PaletteGroup[] {
  const basics = builtIn.map((kind) => ({
    key: kind,
    kind,
    title: designerMessages[kind],
    text: designerMessages[`${kind}Text` as DesignerKey],
  }));
  const connectors = catalogue.connectors
    .filter((connector) => connector.actions.length > 0)
    .map((connector) => ({
      key: connector.name,
      title: connector.title,
      icon: connector.icon,
      items: connector.actions.map((action) => ({
        key: `${connector.name}/${action.name}`,
        kind: 'action' as const,
        title: action.title,
        text: action.description,
        connector: { name: connector.name, version: connector.version },
        action,
      })),
    }));
  return [{ key: 'basics', title: designerMessages.basics, icon: null, items: basics }, ...connectors];
}
