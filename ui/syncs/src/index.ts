import { lazy } from 'react';

export { SyncListPage } from './list/sync-list-page.tsx';
export { syncsMessages } from './syncs.messages.ts';

/** The editor brings the mapper along, which is loaded when somebody edits. */
export const NewSyncPage = lazy(() =>
  import('./editor/new-sync-page.tsx').then((module) => ({ default: module.NewSyncPage })),
);
export const EditSyncPage = lazy(() =>
  import('./editor/edit-sync-page.tsx').then((module) => ({ default: module.EditSyncPage })),
);
export const SyncPage = lazy(() => import('./page/sync-page.tsx').then((module) => ({ default: module.SyncPage })));
export const RecordPage = lazy(() =>
  import('./record/record-page.tsx').then((module) => ({ default: module.RecordPage })),
);
