export { ReactFlowProvider as CanvasProvider } from '@xyflow/react';
export { FlowCanvas, type FlowCanvasProps } from '../canvas/flow-canvas.tsx';
export { StepTile } from '../canvas/nodes.tsx';
export type { StepRun } from '../canvas/to-canvas.ts';
export { CatalogueContext, useLoadedCatalogue } from '../catalogue/use-catalogue.ts';
export { findStep } from '../document/scope.ts';
