import { z } from 'zod';
import { wholeNumber } from './value-schemas.ts';
import { area } from './variable.ts';

export const sessionConfig = area({
  idleMinutes: {
    name: 'JOINERY_SESSION_IDLE_MINUTES',
    schema: wholeNumber(480, { min: 5, max: 43_200 }),
    text: { zh: '无操作多少分钟后需要重新登录。', en: 'Minutes without a request after which one signs in again.' },
  },
  absoluteHours: {
    name: 'JOINERY_SESSION_HOURS',
    schema: wholeNumber(168, { min: 1, max: 8_760 }),
    text: { zh: '登录后最多多少小时需要重新登录。', en: 'Hours after which one signs in again in any case.' },
  },
  ownerEmail: {
    name: 'JOINERY_OWNER_EMAIL',
    schema: z.email().default('owner@joinery.local'),
    text: { zh: '首次启动时创建的所有者账号。', en: 'Account of the owner that the first start creates.' },
  },
  tenantName: {
    name: 'JOINERY_TENANT_NAME',
    schema: z.string().min(1).max(100).default('榫卯'),
    text: { zh: '首次启动时创建的租户名称。', en: 'Name of the tenant that the first start creates.' },
  },
});
