import { describe, expect, it } from 'vitest';
import { createLogger, createMetrics, metricsText } from './index.ts';

function captured() {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'info',
    name: 'api',
    destination: { write: (line: string) => void lines.push(line) },
  });
  return { logger, lines };
}

describe('the log', () => {
  it('writes one JSON line with a constant message and its facts as fields', () => {
    const { logger, lines } = captured();
    logger.info({ runId: 'r1' }, 'run accepted');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', name: 'api', runId: 'r1', msg: 'run accepted' });
  });

  it('blanks what is named like a secret, two levels deep', () => {
    const { logger, lines } = captured();
    logger.info({ password: 'p1', body: { token: 'p2', inner: { authorization: 'p3' } } }, 'tried');
    expect(lines.join('')).not.toMatch(/p1|p2|p3/);
  });

  it('names the cause of an error', () => {
    const { logger, lines } = captured();
    logger.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    expect(lines[0]).toContain('inner');
  });
});

describe('the metrics', () => {
  it('are printed for Prometheus', async () => {
    const metrics = createMetrics({ ofProcess: false });
    metrics.eventsTaken.inc({ outcome: 'accepted' });
    expect(await metricsText(metrics)).toContain('joinery_events_total{outcome="accepted"} 1');
  });
});
