export type {
  CodeContext,
  CodeFault,
  CodePage,
  DriverSecrets,
  HttpAnswer,
  HttpCall,
  KeptResource,
  OperationCode,
  SocketRequest,
} from './code-context.ts';
export type { Connector, ConnectorCode, ConnectorDefinition, ManifestFault } from './define-connector.ts';
export {
  ConnectorDefect,
  connectorFromManifest,
  defineAction,
  defineConnection,
  defineConnector,
  defineObject,
  defineTrigger,
} from './define-connector.ts';
export { manifestFunctionsIn } from './manifest-functions.ts';
export { parseXml } from './parse-xml.ts';
export { templateParts, type TemplatePart } from './template-parts.ts';
export { checkConnector } from './check-connector.ts';
export { expressionsOf, type PlacedExpression } from './expressions-of.ts';
export { operationsOf, type PlacedOperation } from './operations-of.ts';
export { field, form, recordOf } from './fields.ts';
