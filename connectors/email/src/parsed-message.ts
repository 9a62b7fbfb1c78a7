import type { JsonObject } from '@joinery/contracts';
import PostalMime, { type Address } from 'postal-mime';

/** A message (RFC 5322, MIME) as a flow sees it. */
export async function parsedMessage(source: Uint8Array, withAttachments: boolean): Promise<JsonObject> {
  const email = await PostalMime.parse(source);
  return {
    messageId: email.messageId ?? null,
    inReplyTo: email.inReplyTo ?? null,
    references: (email.references ?? '').split(/\s+/).filter((each) => each !== ''),
    from: addresses(email.from ? [email.from] : [])[0] ?? { address: null, name: '' },
    to: addresses(email.to ?? []),
    cc: addresses(email.cc ?? []),
    subject: email.subject ?? '',
    text: email.text ?? null,
    html: email.html ?? null,
    date: email.date ?? null,
    attachments: email.attachments.map(({ filename, mimeType, content }) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
      return {
        fileName: filename ?? null,
        contentType: mimeType,
        size: bytes.length,
        ...(withAttachments && { base64: bytes.toString('base64') }),
      };
    }),
  };
}

/** Members of a group are addresses like others. */
function addresses(given: readonly Address[]): readonly JsonObject[] {
  return given.flatMap((each) =>
    each.group ? addresses(each.group) : [{ address: each.address ?? null, name: each.name ?? '' }],
  );
}
