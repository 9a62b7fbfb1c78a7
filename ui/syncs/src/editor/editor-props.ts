import type { SyncDocument } from '@joinery/contracts';
import type { Sides } from '../model/use-side.ts';

/** What every part of the editor is given. */
export interface EditorProps {
  readonly document: SyncDocument;
  readonly onChange: (document: SyncDocument) => void;
  readonly sides: Sides;
  readonly editable: boolean;
}
