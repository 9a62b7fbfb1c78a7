import type { JsonObject, JsonSchema } from '@joinery/contracts';
import { createContext, useContext } from 'react';
import type { FieldNode } from './field-tree.ts';

/** What a mapping reads from, whoever it belongs to: a step of a flow, or a side of a sync. */
export interface MapperScope {
  /** The source's fields with sample values. */
  readonly roots: readonly FieldNode[];
  /** JSON Schema of the same. */
  readonly schema: JsonSchema;
  /** The one value that expressions are evaluated over while typing. */
  readonly sample: JsonObject;
  readonly editable: boolean;
}

export const MapperScopeContext = createContext<MapperScope>({ roots: [], schema: {}, sample: {}, editable: false });

export function useMapperScope(): MapperScope {
  return useContext(MapperScopeContext);
}
