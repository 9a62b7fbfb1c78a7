export { directContext, faultOf } from './direct-context.ts';
export { relationalSuite, type RelationalSubject } from './relational-suite.ts';
export { postgresAddress } from './postgres-address.ts';
