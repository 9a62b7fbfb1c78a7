import type { Json, SyncDocument } from '@joinery/contracts';
import { canonicalText } from './record/canonical-text.ts';

/**
 * Everything in a document that decides what becomes of a record, as one text. Two documents with the same text treat
 * every record alike; they may differ in when they look, and in how many records at once.
 */
export function decidingText(document: SyncDocument): string {
  const { a, b, direction, match, mappings, fields, defaultOwner, references, deletes, settings } = document;
  return canonicalText(
    JSON.parse(
      JSON.stringify({
        a: sideText(a),
        b: sideText(b),
        direction,
        match,
        mappings,
        fields,
        defaultOwner,
        references,
        policy: deletes.policy,
        repairTarget: settings.repairTarget,
      }),
    ) as Json,
  );
}

/** Another version of the connector reads the same records. */
function sideText({ connectionId, connector, object, filter }: SyncDocument['a']) {
  return { connectionId, connector: connector.name, object, filter };
}
