import { wholeNumber } from './value-schemas.ts';
import { area } from './variable.ts';

export const limitsConfig = area({
  bodyBytes: {
    name: 'JOINERY_BODY_LIMIT_BYTES',
    schema: wholeNumber(1_048_576, { min: 1_024, max: 104_857_600 }),
    text: { zh: '请求体大小上限(字节)。', en: 'Largest body of a request, in bytes.' },
  },
  backlogRuns: {
    name: 'JOINERY_BACKLOG_LIMIT',
    schema: wholeNumber(100_000, { min: 100, max: 100_000_000 }),
    text: {
      zh: '排队的运行达到此数时,新的事件以 503 谢绝,请对方稍后重发。',
      en: 'With so many runs queued, new events are answered 503 and come again later.',
    },
  },
  runConcurrency: {
    name: 'JOINERY_RUN_CONCURRENCY',
    schema: wholeNumber(100, { min: 1, max: 10_000 }),
    text: { zh: '每个工作进程同时处理的运行数。', en: 'Runs that one worker works on at the same time.' },
  },
  syncConcurrency: {
    name: 'JOINERY_SYNC_CONCURRENCY',
    schema: wholeNumber(2, { min: 1, max: 100 }),
    text: { zh: '每个工作进程同时处理的同步数。', en: 'Syncs that one worker works on at the same time.' },
  },
  drainSeconds: {
    name: 'JOINERY_DRAIN_SECONDS',
    schema: wholeNumber(30, { min: 1, max: 600 }),
    text: {
      zh: '收到停止信号后,最多等待多少秒完成手头的工作。',
      en: 'Seconds a process may take to finish its work after it was asked to stop.',
    },
  },
});
