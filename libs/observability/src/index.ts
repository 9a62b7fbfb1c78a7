export { createLogger, logLevels, silentLogger, type Logger, type LoggerOptions, type LogLevel } from './logger.ts';
export { createMetrics, metricsContentType, metricsText, type Metrics } from './metrics.ts';
