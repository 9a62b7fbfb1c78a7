import ipaddr from 'ipaddr.js';
import { type Address, unmapped } from './address-class.ts';

/**
 * An operator's permission for addresses that are refused otherwise (an on-premise CRM, a simulator).
 *
 * @example { host: '127.0.0.1', port: 4010 } · { host: '10.20.0.0/16', port: '*' } · { host: 'crm.corp.local', port: 443 }
 */
export interface EgressRule {
  /** A host name (exact), an address or a range in CIDR notation. A name never reaches a metadata address. */
  readonly host: string;
  readonly port: number | '*';
}

/** Which rules hold for a tenant; asked for each new decision, so it answers from memory. */
export interface EgressRules {
  for(tenantId: string): readonly EgressRule[];
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly address: Address;
}

/** Whether a rule covers the target, and by its name or by its address. */
export function ruleCovers(rule: EgressRule, target: Target): 'name' | 'address' | undefined {
  if (rule.port !== '*' && rule.port !== target.port) return undefined;
  const range = rangeOf(rule.host);
  if (range) return inRange(target.address, range) ? 'address' : undefined;
  return rule.host.toLowerCase() === target.host ? 'name' : undefined;
}

type Range = readonly [Address, number];

function rangeOf(host: string): Range | undefined {
  const bare = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValidCIDR(bare)) return ipaddr.parseCIDR(bare);
  if (!ipaddr.isValid(bare)) return undefined;
  const address = unmapped(ipaddr.parse(bare));
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function inRange(address: Address, [base, bits]: Range): boolean {
  const plain = unmapped(address);
  if (plain instanceof ipaddr.IPv4 && base instanceof ipaddr.IPv4) return plain.match(base, bits);
  if (plain instanceof ipaddr.IPv6 && base instanceof ipaddr.IPv6) return plain.match(base, bits);
  return false;
}
