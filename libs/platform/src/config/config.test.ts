import { describe, expect, it } from 'vitest';
import { describeConfig } from './describe-config.ts';
import { configAreas } from './config.ts';
import { readConfig } from './read-config.ts';

const codeOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return 'read';
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
};

describe('the configuration', () => {
  it('has a default for everything, so that nothing has to be set', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root', LANG: 'C', npm_config_port: '1' }).network.port).toBe(8080);
  });

  it('reads what is set', () => {
    const config = readConfig({ PORT: '9000', DATABASE_URL: 'postgres://u:p@db/joinery', JOINERY_SANDBOX: 'off' });
    expect([config.network.port, config.storage.databaseUrl, config.operation.sandbox]).toEqual([
      9000,
      'postgres://u:p@db/joinery',
      false,
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ DATABASE_URL: '' }).storage.databaseUrl).toBeUndefined();
  });

  it('lets a process do half the work where the halves meet', () => {
    const urls = { DATABASE_URL: 'postgres://db/joinery', REDIS_URL: 'redis://queue' };
    expect(readConfig({ ...urls, JOINERY_ROLE: 'api' }).operation.role).toBe('api');
  });

  it.each([
    ['a number that is none', { PORT: 'http' }],
    ['a port out of range', { PORT: '70000' }],
    ['an address of another kind', { DATABASE_URL: 'mysql://db/joinery' }],
    ['a level that does not exist', { LOG_LEVEL: 'loud' }],
    ['a worker that shares no queue', { JOINERY_ROLE: 'worker', DATABASE_URL: 'postgres://db/joinery' }],
  ])('refuses %s', (_, environment) => {
    expect(codeOf(environment as unknown as Record<string, string>)).toBe('config.invalid');
  });

  it.each([
    'JOINERY_KEI',
    'JOINERY_ANYTHING',
    'DATABSE_URL',
    'DATABASE_URI',
    'PUBLIC_ULR',
    'REDIS_URLL',
    'database_url',
  ])('refuses %s, which nothing would read', (name) => {
    expect(codeOf({ [name]: 'x' })).toBe('config.unknown');
  });

  it('never repeats the value of a variable in its error', () => {
    try {
      readConfig({ DATABASE_URL: 'mysql://user:hunter2@db' });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
    }
  });

  it('is described whole, in both languages', () => {
    const names = Object.values(configAreas).flatMap((area) =>
      Object.values(area).map((one: { name: string }) => one.name),
    );
    for (const language of ['zh', 'en'] as const) {
      const text = describeConfig(language);
      expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    }
  });
});
