import type { FlowDocument, Step } from '@joinery/contracts';
import type { UiLanguage } from '@joinery/ui-kit';
import { onlyConnection, type Catalogue } from '../catalogue/catalogue.ts';
import { newActionStep, newStep } from '../document/new-step.ts';
import type { PaletteItem } from './palette-items.ts';

/** The step that a palette item becomes. */
export function stepFromItem(
  document: FlowDocument,
  item: PaletteItem,
  catalogue: Catalogue,
  language: UiLanguage,
): Step {
  const label = item.title[language];
  if (item.kind !== 'action') return newStep(document, item.kind, label);
  return newActionStep(document, {
    connector: item.connector,
    action: item.action,
    label,
    connectionId: onlyConnection(catalogue, item.connector.name),
  });
}
