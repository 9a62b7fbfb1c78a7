import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What an address is: `public`, or the reason it is refused unless an operator allows it. */
export type AddressClass =
  'public' | 'private' | 'loopback' | 'link-local' | 'shared' | 'metadata' | 'embedded' | 'reserved';

/** Answer for cloud metadata outside of the ranges that are refused anyway, or worth a name of their own. */
const metadataAddresses = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
]);

/** IPv6 ranges that carry an IPv4 address, or that ipaddr.js counts as ordinary. */
const v6Ranges: readonly (readonly [string, AddressClass])[] = [
  ['::/96', 'embedded'],
  ['64:ff9b:1::/48', 'embedded'],
  ['fec0::/10', 'private'],
  ['100::/64', 'reserved'],
  ['3fff::/20', 'reserved'],
  ['5f00::/16', 'reserved'],
];
const v6Parsed = v6Ranges.map(([range, kind]) => [ipaddr.parseCIDR(range), kind] as const);

const classOfRange: Readonly<Record<string, AddressClass>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  loopback: 'loopback',
  linkLocal: 'link-local',
  carrierGradeNat: 'shared',
  ipv4Mapped: 'embedded',
  rfc6145: 'embedded',
  rfc6052: 'embedded',
  '6to4': 'embedded',
  teredo: 'embedded',
};

/**
 * Classifies a binary address, never a text: `0x7f.1` and `::ffff:127.0.0.1` are what they are.
 * A mapped IPv4 address is judged as that IPv4 address.
 */
export function classifyAddress(address: Address): AddressClass {
  const plain = unmapped(address);
  if (metadataAddresses.has(plain.toString())) return 'metadata';
  if (plain instanceof ipaddr.IPv6) {
    const special = loopbackOrRange(plain);
    if (special) return special;
  }
  return classOfRange[plain.range()] ?? 'reserved';
}

/** The IPv4 address inside `::ffff:0:0/96`; every other address as it is. */
export function unmapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function loopbackOrRange(address: ipaddr.IPv6): AddressClass | undefined {
  if (address.toString() === '::1') return 'loopback';
  return v6Parsed.find(([range]) => address.match(range))?.[1];
}
