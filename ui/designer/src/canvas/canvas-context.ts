import type { Edge } from '@joinery/contracts';
import { createContext } from 'react';
import type { Place } from '../document/edits.ts';
import type { Scope } from '../document/scope.ts';

/** What nodes and edges may ask for; nothing where the canvas is only looked at. */
export interface CanvasHooks {
  readonly onPick?: (place: Place) => void;
  readonly onDisconnect?: (scope: Scope, edge: Edge) => void;
}

export const CanvasContext = createContext<CanvasHooks>({});
