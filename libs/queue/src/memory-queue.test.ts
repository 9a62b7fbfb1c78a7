import { describe } from 'vitest';
import { MemoryQueue } from './memory-queue.ts';
import { queueSuite } from './queue.suite.ts';

describe('the queue in memory', () => queueSuite(() => Promise.resolve(new MemoryQueue())));
