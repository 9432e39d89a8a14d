import { expect, test } from 'vitest';
import { isPublicAddress, pictureAddressFilter } from './public-address.ts';

test.each(['1.1.1.1', '151.101.1.137', '2606:4700::1111', '2a04:4e42::649', '64:ff9b::1.1.1.1'])(
  '%s is public',
  (ip) => {
    expect(isPublicAddress(ip)).toBe(true);
  },
);

const refused = [
  '',
  'localhost',
  'res.cloudinary.com',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:1.1.1.1',
  '::127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::169.254.169.254',
  '2002:7f00:1::',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:db8::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
];

test.each(refused)('%j is not public', (ip) => {
  expect(isPublicAddress(ip)).toBe(false);
});

test.each(refused)('%j is not connected to for a far server', (ip) => {
  expect(pictureAddressFilter('https://api.sharinpix.com')(ip)).toBe(false);
});

test('a server on this machine has its pictures on this machine, and nowhere else in the network', () => {
  const mayConnect = pictureAddressFilter('http://127.0.0.1:4100');
  expect(['127.0.0.1', '::1', '1.1.1.1'].map(mayConnect)).toEqual([true, true, true]);
  expect(['10.0.0.1', '169.254.169.254', 'fe80::1', '::ffff:10.0.0.1', ''].map(mayConnect)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});
