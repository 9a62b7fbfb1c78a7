import { Client } from 'pg';
import { copyByHand } from './by-hand.ts';
import { startSynced } from './synced.ts';

/** `child <hand | synced> <rows> <joinery url> <source url> <target url>`: measures one of the two, tells it, and ends. */
const [, , which, rows = '0', joinery = '', source = '', target = ''] = process.argv;
/** Of this process, the database's not: tells the two apart where other work takes turns on the machine. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};
const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

if (which === 'hand') {
  const begun = performance.now();
  const cpu = cpuSeconds();
  const count = await copyByHand(source, target);
  tell({
    rowsPerSecond: perSecond(count, (performance.now() - begun) / 1000),
    rowsPerCpuSecond: perSecond(count, cpuSeconds() - cpu),
    rssMb: peakMb(),
  });
} else {
  const synced = await startSynced({ joinery, source, target });
  const cpu = cpuSeconds();
  const first = await synced.pass('full');
  const firstCpu = cpuSeconds() - cpu;
  const firstRssMb = peakMb();
  const second = await synced.pass('full');
  const third = await changeSome(() => synced.pass('changes'));
  await synced.stop();
  tell({
    rowsPerSecond: perSecond(Number(rows), first.seconds),
    rowsPerCpuSecond: perSecond(Number(rows), firstCpu),
    created: first.counts['created'],
    unchangedRowsPerSecond: perSecond(Number(rows), second.seconds),
    unchanged: second.counts['unchanged'],
    incrementalSeconds: Number(third.seconds.toFixed(2)),
    updated: third.counts['updated'],
    firstRssMb,
    rssMb: peakMb(),
  });
}
process.exit(0);

/** One row in a hundred, spread over the table. */
async function changeSome<T>(pass: () => Promise<T>): Promise<T> {
  // The first look for changes begins where the listing began and meets nothing.
  await pass();
  const client = new Client({ connectionString: source });
  await client.connect();
  await client.query(`update account set city = 'Suzhou', updated_at = now() where id % 100 = 0`);
  await client.end();
  return pass();
}

function perSecond(count: number, seconds: number): number {
  return Math.round(count / seconds);
}

function tell(measured: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
