import { defineTrigger } from '@joinery/connector-sdk';
import { listing } from '../manifest-parts.ts';
import { userSample, userSchema } from '../record-schema.ts';

export const userChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '用户有变更', en: 'User changed' },
  output: userSchema,
  sample: userSample,
  operation: listing('Users', {
    filter: `$exists(state.cursor) ? 'meta.lastModified ge "' & state.cursor & '"'`,
  }),
  cursor: { kind: 'time', value: 'item.meta.lastModified', format: 'iso', lagMs: 60_000 },
  dedupeKey: "item.id & '@' & ($exists(item.meta.version) ? item.meta.version : item.meta.lastModified)",
  everyMs: 300_000,
});
