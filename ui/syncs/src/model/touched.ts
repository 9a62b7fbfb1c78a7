/** What is asked for anew once a sync, a pass or a record of it was told something. */
export const touched = ['readSync', 'listSyncs', 'listPasses', 'listSyncIssues', 'readSyncLink'] as const;
