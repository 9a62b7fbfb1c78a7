import type { Duplex } from 'node:stream';
import type { CodeContext } from '../code-context.ts';
import { defineConnection } from '../define-connector.ts';
import { field, form } from '../fields.ts';
import type { DatabaseWords } from './driver.ts';

/** Where a database is and who enters it. Only the declared host is ever connected to, through the egress policy. */
export function databaseConnection(driver: string, words: DatabaseWords): ReturnType<typeof defineConnection> {
  const { port, longestName, longestUser, changedColumn, account } = words;
  return defineConnection({
    help: {
      zh: '请为榫卯单独建立数据库账号,只授予所需表的权限;内网数据库需由管理员在“出口白名单”中放行。',
      en: 'Create an account of its own for Joinery, with rights on the tables it needs only. A database inside your network must be allowed under Egress by an administrator.',
    },
    fields: form(
      {
        host: field.text('主机', 'Host', { minLength: 1, maxLength: 253 }),
        port: field.whole('端口', 'Port', { minimum: 1, maximum: 65_535, default: port }),
        database: field.text('数据库', 'Database', { minLength: 1, maxLength: longestName }),
        user: field.text('用户', 'User', { minLength: 1, maxLength: longestUser }),
        password: field.secret('密码', 'Password', { maxLength: 500 }),
        tls: {
          ...field.choice('加密', 'Encryption', {
            verify: ['加密并校验证书', 'Encrypted, certificate verified'],
            encrypt: ['加密,不校验证书', 'Encrypted, certificate not verified'],
            off: ['不加密', 'Not encrypted'],
          }),
          default: 'verify',
        },
        ca: field.text('CA 证书(PEM)', 'CA certificate (PEM)', {
          maxLength: 20_000,
          'x-multiline': true,
          'x-help': { zh: '自签名证书时填写', en: 'For a certificate of your own authority' },
        }),
        syncTable: field.text('同步的表', 'Table to synchronise', {
          maxLength: 200,
          'x-help': {
            zh: '仅记录同步需要;须有单列主键',
            en: 'For record sync only; its primary key must be one column',
          },
        }),
        syncChangedColumn: field.text('修改时间列', 'Column of the last change', {
          maxLength: longestName,
          'x-help': {
            zh: `${changedColumn.zh},每次写入都更新;增量同步需要`,
            en: `${changedColumn.en} that every write renews; needed to follow changes`,
          },
        }),
      },
      ['host', 'database', 'user'],
    ),
    auth: [{ scheme: 'database', driver }],
    test: { operation: { kind: 'code' }, account },
  });
}

/** What a driver opens a connection with. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Undefined where the connection is not to be encrypted. */
  readonly tls: { readonly rejectUnauthorized: boolean; readonly ca?: string } | undefined;
  /** Connected, through the egress policy, to the address that was checked. */
  readonly socket: Duplex;
}

/** Opens the way to the connection's database. @throws where the egress policy refuses it */
export async function databaseAddress(ctx: CodeContext, usualPort: number): Promise<DatabaseAddress> {
  const given = ctx.connection as Readonly<Record<string, string | number | undefined>>;
  const { tls = 'verify', ca } = given;
  const host = String(given['host']);
  const port = Number(given['port'] ?? usualPort);
  return {
    host,
    port,
    database: String(given['database']),
    user: String(given['user']),
    password: ctx.driverSecrets()['password'] ?? '',
    tls: tls === 'off' ? undefined : { rejectUnauthorized: tls !== 'encrypt', ...(ca && { ca: String(ca) }) },
    socket: await ctx.connect({ host, port }),
  };
}
