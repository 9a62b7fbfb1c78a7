/**
 * Array literals for `unnest`, built by hand: the driver would send the same text after looking at every element. Ids
 * and numbers need no quoting; texts do.
 */
export function plainArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : value)).join(',')}}`;
}

export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quote(value))).join(',')}}`;
}

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * Many byte strings as one parameter: the driver sends a single Buffer in binary, while an array of them would cross
 * in hexadecimal. SQL cuts them out again with `substring(bytes from at for length)`; a length of -1 stands for null.
 */
export class ByteBatch {
  readonly #parts: Uint8Array[] = [];
  readonly #at: number[] = [];
  readonly #length: number[] = [];
  #end = 0;

  add(bytes: Uint8Array | null): void {
    this.#at.push(this.#end + 1);
    this.#length.push(bytes ? bytes.length : -1);
    if (!bytes) return;
    this.#parts.push(bytes);
    this.#end += bytes.length;
  }

  get at(): string {
    return plainArray(this.#at);
  }

  get length(): string {
    return plainArray(this.#length);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts, this.#end);
  }
}
