import { relationalConnector } from '@joinery/connector-sdk/relational';
import { clients } from './clients.ts';
import { faultOf } from './database-errors.ts';
import { dialect } from './dialect.ts';

/** PostgreSQL, by its own driver, because SQL is no HTTP. */
export const connector = relationalConnector({
  name: 'postgres',
  version: '1.0.0',
  words: {
    title: { zh: 'PostgreSQL', en: 'PostgreSQL' },
    description: {
      zh: '查询与写入 PostgreSQL 表,适合作为数据仓库的落地库。',
      en: 'Reads and writes PostgreSQL tables; a landing place for the data platform.',
    },
    port: 5432,
    longestName: 63,
    longestUser: 63,
    tableExample: 'public.ods_ticket',
    parameters: '$1, $2 …',
    queryExample: 'select * from ods_ticket where priority = $1',
    changedColumn: { zh: 'timestamptz 列', en: 'A timestamptz column' },
    account: "output.database & ' · ' & output.user & ' · PostgreSQL ' & output.version",
  },
  dialect,
  clients,
  faultOf,
});

export default connector;
