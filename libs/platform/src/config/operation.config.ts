import { logLevels } from '@joinery/observability';
import { z } from 'zod';
import { switchValue } from './value-schemas.ts';
import { area } from './variable.ts';

export const operationConfig = area({
  role: {
    name: 'JOINERY_ROLE',
    schema: z.enum(['all', 'api', 'worker']).default('all'),
    text: {
      zh: '本进程承担的工作:api 接收事件并提供控制台,worker 执行,all 两者皆是。拆分时需设置 DATABASE_URL 与 REDIS_URL。',
      en: 'What this process does: api takes events and serves the console, worker executes, all is both. To split them, set DATABASE_URL and REDIS_URL.',
    },
  },
  logLevel: {
    name: 'LOG_LEVEL',
    schema: z.enum(logLevels).default('info'),
    text: { zh: '日志级别。', en: 'How much is logged.' },
  },
  metricsToken: {
    name: 'JOINERY_METRICS_TOKEN',
    schema: z.string().min(16).optional(),
    unset: { zh: '仅本机可读取 /metrics', en: '/metrics answers this machine only' },
    text: { zh: 'Prometheus 读取 /metrics 时使用的令牌。', en: 'Bearer token with which Prometheus reads /metrics.' },
  },
  sandbox: {
    name: 'JOINERY_SANDBOX',
    schema: switchValue(true),
    text: { zh: '是否启动模拟器(沙箱)。', en: 'Whether the simulators of the sandbox are started.' },
  },
});
