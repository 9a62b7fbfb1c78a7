export { classifyAddress, type AddressClass } from './address-class.ts';
export type { EgressRule, EgressRules } from './egress-rules.ts';
export { Egress, type Answer, type EgressOptions, type OutgoingRequest } from './egress.ts';
export { defaultLimits, type EgressLimits } from './limits.ts';
export type { SocketTarget } from './open-socket.ts';
