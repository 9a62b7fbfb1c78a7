import { z } from 'zod';

const holds = (schema: z.ZodType, text: string): boolean => schema.safeParse(text).success;
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** A rule is meant for one network; half of the address space is no rule. */
const widest = 8;

/** What is wrong with the target of an egress rule: a host name, an address or a range of addresses. */
export function egressTargetFault(target: string): string | undefined {
  if (holds(z.union([z.cidrv4(), z.cidrv6()]), target)) {
    return Number(target.split('/')[1]) < widest
      ? `the range is too wide; name a network of /${widest} or less`
      : undefined;
  }
  if (holds(z.union([z.ipv4(), z.ipv6()]), target) || hostName.test(target)) return undefined;
  return 'not a host name, an IP address or a CIDR range';
}
