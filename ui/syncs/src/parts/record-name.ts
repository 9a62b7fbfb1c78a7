import type { Json, SyncOutcomeView } from '@joinery/contracts';

const telling = /^(name|subject|title|last_?name|full_?name|姓名|名称)$/i;

/** What a record is called, where what is known of it says so. */
export function recordName({ changes, conflict }: Pick<SyncOutcomeView, 'changes' | 'conflict'>): string | undefined {
  const named = changes.find(({ field }) => telling.test(field));
  const said = textOf(named?.to) ?? textOf(named?.from);
  if (said !== undefined) return said;
  const disputed = conflict?.fields.find(
    ({ fieldA, fieldB }) => telling.test(fieldA ?? '') || telling.test(fieldB ?? ''),
  );
  return textOf(disputed?.a) ?? textOf(disputed?.b);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value !== '•••' ? value : undefined;
}
