export { CommandError } from './command-error.ts';
export { initConnector, type InitConnector } from './connector/init-connector.ts';
export { validateConnector, type Validation } from './connector/validate-connector.ts';
export { runCommand, type Terminal } from './run-command.ts';
