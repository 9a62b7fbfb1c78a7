import { Client } from 'pg';
import { openEmbeddedPostgres } from '../embedded/open-embedded-postgres.ts';

/**
 * `owner-process <folder> stop`: opens the data folder and stops it again.
 * `owner-process <folder> wait`: writes a row, says the server's process id and waits to be killed.
 */
const [, , dataDir, then] = process.argv;
const server = await openEmbeddedPostgres({ dataDir: dataDir! });
if (then === 'stop') {
  await server.stop();
} else {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query('create table of_killed (n int); insert into of_killed values (7)');
  process.stdout.write(String(server.pid));
  setInterval(() => undefined, 1_000);
}
