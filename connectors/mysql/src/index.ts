import { relationalConnector } from '@joinery/connector-sdk/relational';
import { clients } from './clients.ts';
import { faultOf } from './database-errors.ts';
import { dialect } from './dialect.ts';

/** MySQL and MariaDB, by their own driver, because SQL is no HTTP. */
export const connector = relationalConnector({
  name: 'mysql',
  version: '1.0.0',
  words: {
    title: { zh: 'MySQL / MariaDB', en: 'MySQL and MariaDB' },
    description: {
      zh: '查询与写入 MySQL、MariaDB 表,适合作为数据仓库的落地库。',
      en: 'Reads and writes MySQL and MariaDB tables; a landing place for the data platform.',
    },
    port: 3306,
    longestName: 64,
    longestUser: 80,
    tableExample: 'ods_ticket',
    parameters: '?',
    queryExample: 'select * from ods_ticket where priority = ?',
    changedColumn: { zh: 'DATETIME 或 TIMESTAMP(UTC)', en: 'A DATETIME or TIMESTAMP in UTC' },
    account: "output.database & ' · ' & output.user & ' · ' & output.version",
    matching: { zh: '以主键或唯一索引匹配', en: 'Matched by the primary key or any unique index' },
  },
  dialect,
  clients,
  faultOf,
});

export default connector;
