import { useLanguage } from '@joinery/ui-kit';
import { useCatalogue } from './catalogue/use-catalogue.ts';
import { addStep, type Place } from './document/edits.ts';
import { useDraftActions, useDraftHandle } from './draft/draft-context.tsx';
import { endPlace } from './document/end-place.ts';
import { Palette } from './palette/palette.tsx';
import type { PaletteItem } from './palette/palette-items.ts';
import { stepFromItem } from './palette/step-from-item.ts';

/** The palette at the left: a click adds at the end, a drag puts it where it is dropped. */
export function DesignerPalette() {
  const { store } = useDraftHandle();
  const put = usePutStep();
  return (
    <aside className="d-side">
      <Palette draggable onChoose={(item) => put(item, endPlace(store.getState().history.present))} />
    </aside>
  );
}

/** Puts what was chosen at a place and opens its panel. */
export function usePutStep(): (item: PaletteItem, place: Place) => void {
  const { store } = useDraftHandle();
  const { edit, showStep, pick } = useDraftActions();
  const catalogue = useCatalogue();
  const language = useLanguage();
  return (item, place) => {
    const step = stepFromItem(store.getState().history.present, item, catalogue, language);
    edit((document) => addStep(document, step, place));
    pick(undefined);
    showStep(step.id);
  };
}
