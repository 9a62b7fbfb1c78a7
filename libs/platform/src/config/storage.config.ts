import { z } from 'zod';
import { urlOf, wholeNumber } from './value-schemas.ts';
import { area } from './variable.ts';

export const storageConfig = area({
  dataDir: {
    name: 'DATA_DIR',
    schema: z.string().min(1).default('.joinery'),
    text: {
      zh: '内置数据库与主密钥文件所在的目录。',
      en: 'Folder of the embedded database and of the master key file.',
    },
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    schema: urlOf('postgres', 'postgresql').optional(),
    unset: { zh: '内置数据库', en: 'the embedded database' },
    text: {
      zh: 'PostgreSQL 地址;不设则使用内置的 PostgreSQL。',
      en: 'Address of PostgreSQL; without it the embedded one is used.',
    },
  },
  databasePool: {
    name: 'JOINERY_DATABASE_POOL',
    schema: wholeNumber(20, { min: 2, max: 500 }),
    text: { zh: '每个进程的数据库连接数上限。', en: 'Database connections of one process, at most.' },
  },
  redisUrl: {
    name: 'REDIS_URL',
    schema: urlOf('redis', 'rediss').optional(),
    unset: { zh: '进程内队列', en: 'a queue within the process' },
    text: { zh: 'Redis 地址;多进程部署时需要。', en: 'Address of Redis; needed when there are several processes.' },
  },
});
