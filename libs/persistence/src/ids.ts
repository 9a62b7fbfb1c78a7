import { randomFillSync } from 'node:crypto';

/**
 * UUID version 7, made in this process: 48 bits of time, 12 bits that count up within a millisecond (so ids of one
 * process sort in the order of their birth) and 62 random bits (so nobody guesses one).
 */
export function newId<Id extends string = string>(nowMs: number = Date.now()): Id {
  tick(nowMs);
  const random = takeRandom();
  const time = lastMs.toString(16).padStart(12, '0');
  const head = `${time.slice(0, 8)}-${time.slice(8)}-${(0x7000 | counter).toString(16)}`;
  return `${head}-${variantHex[pool[random]! & 0x3f]}${hex[pool[random + 1]!]}-${tail(random + 2)}` as Id;
}

/** The moment an id was born, epoch ms. */
export function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** The smallest id that may be born at a moment: a bound for ranges and partitions. */
export function idFloor(epochMs: number): string {
  const time = Math.max(0, Math.floor(epochMs)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const variantHex = Array.from({ length: 64 }, (_, bits) => (0x80 | bits).toString(16));
const randomBytesPerId = 8;
const pool = new Uint8Array(randomBytesPerId * 512);
let poolAt = pool.length;
let lastMs = 0;
let counter = 0;

/** A clock that stands still or steps back never makes an id smaller than the one before. */
function tick(nowMs: number): void {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (counter === 0xfff) {
    lastMs += 1;
    counter = 0;
  } else {
    counter += 1;
  }
}

function takeRandom(): number {
  if (poolAt === pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += randomBytesPerId;
  return poolAt - randomBytesPerId;
}

function tail(from: number): string {
  let text = '';
  for (let at = from; at < from + 6; at += 1) text += hex[pool[at]!];
  return text;
}
