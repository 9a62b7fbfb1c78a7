import { randomUUID } from 'node:crypto';
import type { Json, RequestTemplate } from '@joinery/contracts';
import { isObject } from './put-in-body.ts';

export interface EncodedBody {
  readonly bytes: string | Uint8Array;
  readonly contentType: string;
}

type Encoding = RequestTemplate['encoding'];

const encoders: Readonly<Record<Encoding, (body: Json) => EncodedBody>> = {
  json: (body) => ({ bytes: JSON.stringify(body), contentType: 'application/json' }),
  form: (body) => ({ bytes: formText(body), contentType: 'application/x-www-form-urlencoded' }),
  text: (body) => ({ bytes: plainText(body), contentType: 'text/plain; charset=utf-8' }),
  ndjson: (body) => ({
    bytes: asList(body)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
    contentType: 'application/x-ndjson',
  }),
  base64: (body) => ({ bytes: Buffer.from(plainText(body), 'base64'), contentType: 'application/octet-stream' }),
  multipart,
};

/** The bytes of a body and what they are called. */
export function encodeBody(encoding: Encoding, body: Json): EncodedBody {
  return encoders[encoding](body);
}

export function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asList(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

function formText(body: Json): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(isObject(body) ? body : {})) {
    if (value === null) continue;
    for (const each of asList(value)) form.append(name, plainText(each));
  }
  return form.toString();
}

/** RFC 7578; a member `{fileName, contentType?, base64}` is a file. */
function multipart(body: Json): EncodedBody {
  const boundary = `joinery-${randomUUID()}`;
  const parts = Object.entries(isObject(body) ? body : {}).flatMap(([name, value]) =>
    asList(value).map((each) => partOf(boundary, name, each)),
  );
  const bytes = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { bytes, contentType: `multipart/form-data; boundary=${boundary}` };
}

function partOf(boundary: string, name: string, value: Json): Buffer {
  const file = isObject(value) && typeof value['base64'] === 'string' ? value : undefined;
  const fileName = file ? `; filename="${quoted(plainText(file['fileName'] ?? 'file'))}"` : '';
  const type = file ? `Content-Type: ${quoted(plainText(file['contentType'] ?? 'application/octet-stream'))}\r\n` : '';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${fileName}\r\n${type}\r\n`;
  const content = file ? Buffer.from(plainText(file['base64'] ?? ''), 'base64') : Buffer.from(plainText(value));
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
}

/** As browsers do it: quotes and line ends percent-encoded. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
