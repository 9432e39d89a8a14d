import { BlockList, isIP } from 'node:net';
import { isLoopbackOrigin } from '../security/loopback.ts';

/** IPv4 ranges that are not the public internet (IANA's special-purpose registry), with why where it is not plain. */
const privateRanges: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and every cloud's metadata service
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const refused = new BlockList();
for (const [start, bits] of privateRanges) {
  // A mapped address (`::ffff:10.0.0.1`) is checked by `BlockList` against the IPv4 rules too.
  refused.addSubnet(start, bits, 'ipv4');
  refused.addSubnet(`64:ff9b::${start}`, 96 + bits, 'ipv6');
}
// Within 2000::/3: Teredo, documentation and 6to4, which carry an IPv4 address of their own.
refused.addSubnet('2001::', 32, 'ipv6');
refused.addSubnet('2001:db8::', 32, 'ipv6');
refused.addSubnet('2002::', 16, 'ipv6');

/** What is public at all in IPv6: global unicast, and NAT64, through which an IPv6-only network reaches IPv4. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
globalV6.addSubnet('64:ff9b::', 96, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * True for an address of the public internet; false for private, loopback, link-local, shared, reserved and mapped
 * ones, and for text that is no address (attacks A10).
 */
export function isPublicAddress(ip: string): boolean {
  const version = isIP(ip);
  if (version === 4) return !refused.check(ip, 'ipv4');
  return version === 6 && globalV6.check(ip, 'ipv6') && !refused.check(ip, 'ipv6');
}

/**
 * Which addresses an image host's name may resolve to, asked when the socket is opened, so that a name cannot be
 * rebound: public ones, and loopback where the server itself is there.
 */
export function pictureAddressFilter(origin: string): (ip: string) => boolean {
  const isLocal = isLoopbackOrigin(origin);
  return (ip) =>
    isPublicAddress(ip) ||
    (isLocal && isIP(ip) !== 0 && loopback.check(ip, isIP(ip) === 4 ? 'ipv4' : 'ipv6'));
}
