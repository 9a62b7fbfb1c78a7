import { lazy } from 'react';

export { designerMessages } from './designer.messages.ts';
export { flowTones } from './flows/flow-tones.ts';
export { FlowListPage } from './flows/flow-list-page.tsx';

/** The designer itself, loaded when a flow is opened. */
export const FlowPage = lazy(() => import('./flow-page.tsx').then((module) => ({ default: module.FlowPage })));
