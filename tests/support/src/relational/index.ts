export { directContext, faultOf } from './direct-context.ts';
export { relationalSuite, type RelationalSubject } from './relational-suite.ts';
