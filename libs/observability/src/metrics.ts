import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Everything that is counted, by name; one set per process. Labels never carry ids, keys or texts of users. */
export function createMetrics(options: { readonly ofProcess: boolean } = { ofProcess: true }) {
  const registry = new Registry();
  const registers = [registry];
  if (options.ofProcess) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'joinery_http_request_seconds',
      help: 'Time from a request to its answer',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: seconds,
      registers,
    }),
    eventsTaken: new Counter({
      name: 'joinery_events_total',
      help: 'Trigger events by what became of them: accepted, duplicate, refused, busy',
      labelNames: ['outcome'] as const,
      registers,
    }),
    runsEnded: new Counter({
      name: 'joinery_runs_ended_total',
      help: 'Runs that ended, by state',
      labelNames: ['state'] as const,
      registers,
    }),
    runSeconds: new Histogram({
      name: 'joinery_run_seconds',
      help: 'Time from the acceptance of an event to the end of its run',
      labelNames: ['state'] as const,
      buckets: [...seconds, 300, 3_600],
      registers,
    }),
    stepSeconds: new Histogram({
      name: 'joinery_step_seconds',
      help: 'Time of one attempt of a step that calls out',
      labelNames: ['connector', 'action', 'outcome'] as const,
      buckets: seconds,
      registers,
    }),
    backlog: new Gauge({
      name: 'joinery_backlog_runs',
      help: 'Runs that are queued and not yet taken',
      registers,
    }),
    runsUnderWay: new Gauge({ name: 'joinery_runs_under_way', help: 'Runs this process works on', registers }),
    openAlerts: new Gauge({ name: 'joinery_open_alerts', help: 'Alerts nobody has taken care of', registers }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;

/** The registry as Prometheus reads it. */
export const metricsText = (metrics: Metrics): Promise<string> => metrics.registry.metrics();
export const metricsContentType = (metrics: Metrics): string => metrics.registry.contentType;
