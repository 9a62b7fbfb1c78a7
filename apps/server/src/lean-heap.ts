import { setFlagsFromString } from 'node:v8';

/**
 * By default V8 lets a heap of this size grow fourfold before it collects it. A server that shares its machine with
 * its database had better collect sooner: measured under load, half the memory at the same throughput.
 */
export function keepHeapLean(): void {
  setFlagsFromString('--heap-growing-percent=40');
}
