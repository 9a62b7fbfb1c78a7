import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { egressFailure } from './egress-failures.ts';

const decoders: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

interface Encoded {
  readonly body: Buffer;
  readonly encoding: string | undefined;
  readonly host: string;
  readonly maxBytes: number;
}

/** Undoes one content encoding, up to the limit: a small answer may unfold to gigabytes. */
export async function decodeBody({ body, encoding, host, maxBytes }: Encoded): Promise<Buffer> {
  const decode = encoding ? decoders[encoding.trim().toLowerCase()] : undefined;
  if (!decode || body.length === 0) return body;
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (isTooLarge(cause)) {
      throw egressFailure({ code: 'egress.too-large', params: { host, limitBytes: maxBytes }, sent: true });
    }
    throw egressFailure({
      code: 'connector.unreachable',
      params: { host, detail: 'broken encoding' },
      sent: true,
      cause,
    });
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
