import { lazy } from 'react';

export { AlertChannelPage } from './alerts/alert-channel-page.tsx';
export { alertChannelMessages } from './alerts/alert-channels.messages.ts';
export { AlertListPage } from './alerts/alert-list-page.tsx';
export { monitorMessages } from './monitor.messages.ts';
export { RunListPage } from './runs/run-list-page.tsx';
export { TriggerListPage } from './triggers/trigger-list-page.tsx';

/** One run on the canvas; the canvas is loaded when a run is opened. */
export const RunPage = lazy(() => import('./runs/run-page.tsx').then((module) => ({ default: module.RunPage })));
