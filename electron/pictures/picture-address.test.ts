import { expect, test } from 'vitest';
import { parsePictureAddress } from './picture-address.ts';

const server = 'https://api.sharinpix.com';
const local = 'http://127.0.0.1:4100';
const picture = 'https://res.cloudinary.com/studio/image/authenticated/s--AbCdEfGh--/c_fit,w_300/v1/a.jpg';

const read = (written: string, origin = server): string | null =>
  parsePictureAddress(written, { origin })?.href ?? null;

test.each<[string, string]>([
  [picture, picture],
  [`/assets/blank.jpg#${picture}`, picture],
  [`${server}/assets/blank.jpg#${picture}`, picture],
  [`https://app.sharinpix.com/assets/blank.jpg#${picture}`, picture],
  [`/assets/blank.jpg?x=1#${picture}`, picture],
  [`/assets/blank.jpg#${picture}#page`, picture],
  [`${picture}#https://evil.com/x.jpg`, picture],
  [`${picture}#`, picture],
  ['https://san.cloudinary.com/a.jpg', 'https://san.cloudinary.com/a.jpg'],
  ['https://api-de.cloudinary.com/a.jpg', 'https://api-de.cloudinary.com/a.jpg'],
  ['https://p.sharinpix.com/a.png?s=1&url=localhost/x', 'https://p.sharinpix.com/a.png?s=1&url=localhost/x'],
  ['https://res.cloudinary.com:443/a.jpg', 'https://res.cloudinary.com/a.jpg'],
  ['HTTPS://RES.cloudinary.com/a.jpg', 'https://res.cloudinary.com/a.jpg'],
  ['https://res.cloudinary.com/é/a.jpg', 'https://res.cloudinary.com/%C3%A9/a.jpg'],
  ['/uploads/a.jpg', `${server}/uploads/a.jpg`],
  ['https://res.cloudinary.com/x@evil.com/a.jpg', 'https://res.cloudinary.com/x@evil.com/a.jpg'],
])('%s is read as %s', (written, address) => {
  expect(read(written)).toBe(address);
});

test.each([
  '',
  '#',
  'a.jpg',
  // Other schemes
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'blob:https://res.cloudinary.com/1',
  'app://companion/',
  'ftp://res.cloudinary.com/a.jpg',
  'http://res.cloudinary.com/a.jpg',
  // Other hosts, and what reads like one of ours
  'https://evil.com/a.jpg',
  'https://res.cloudinary.com@evil.com/a.jpg',
  'https://res.cloudinary.com:x@evil.com/a.jpg',
  'https://res.cloudinary.com.evil.com/a.jpg',
  'https://evilres.cloudinary.com/a.jpg',
  'https://cloudinary.com/a.jpg',
  'https://res.cloudinary.com\t.evil.com/a.jpg',
  'https://res.cloudinary.com./a.jpg',
  'https://res.cloudinary%2ecom/a.jpg',
  'https://res。cloudinary。com/a.jpg',
  'https://ｒes.cloudinary.com/a.jpg',
  'https://d1.cloudfront.net/a.jpg',
  '//evil.com/a.jpg',
  '//res.cloudinary.com/a.jpg',
  '/\\evil.com/a.jpg',
  'http:/\\evil.com',
  'https:\\\\res.cloudinary.com\\a.jpg',
  'https:res.cloudinary.com/a.jpg',
  'https:/res.cloudinary.com/a.jpg',
  'https:///res.cloudinary.com/a.jpg',
  'https://evil.com\\@res.cloudinary.com/a.jpg',
  'https://evil.com#@res.cloudinary.com/a.jpg',
  // Credentials and ports
  'https://user@res.cloudinary.com/a.jpg',
  'https://:pass@res.cloudinary.com/a.jpg',
  'https://@res.cloudinary.com/a.jpg',
  'https://res.cloudinary.com:8443/a.jpg',
  'https://res.cloudinary.com:80/a.jpg',
  // This machine and its network
  'https://localhost/a.jpg',
  'https://localhost./a.jpg',
  'https://127.0.0.1/a.jpg',
  'https://2130706433/a.jpg',
  'https://0x7f.1/a.jpg',
  'https://[::1]/a.jpg',
  'https://[::ffff:127.0.0.1]/a.jpg',
  'https://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:4100/a.jpg',
  // Characters that are stripped or mean something else
  ' https://res.cloudinary.com/a.jpg',
  'https://res.cloudinary.com/a.jpg\n',
  'https://res.cloudinary.com/a\0.jpg',
  'https://res.cloudinary.com/a b.jpg',
  `https://res.cloudinary.com/${'a'.repeat(5_000)}`,
  // The placeholder is no picture
  '/assets/blank.jpg',
  '/assets/blank.jpg#',
  `${server}/assets/blank.jpg`,
  '/assets/blank.jpg#/assets/other.jpg',
  '/assets/blank.jpg#//res.cloudinary.com/a.jpg',
  '/assets/blank.jpg#https://evil.com/a.jpg',
  '/assets/blank.jpg#https://res.cloudinary.com@evil.com/a.jpg',
  '/assets/blank.jpg#http://res.cloudinary.com/a.jpg',
  '/assets/blank.jpg#javascript:alert(1)',
  '/assets/blank.jpg#https://evil.com/assets/blank.jpg#https://res.cloudinary.com/a.jpg',
  '/assets/./x/../blank.jpg#https://evil.com/a.jpg',
])('%j is refused', (written) => {
  expect(read(written)).toBeNull();
});

test.each<[string, string]>([
  ['/assets/blank.jpg#http://127.0.0.1:9000/a.jpg', 'http://127.0.0.1:9000/a.jpg'],
  ['/assets/blank.jpg#https://127.0.0.1:9443/a.jpg', 'https://127.0.0.1:9443/a.jpg'],
  ['http://localhost:9000/a.jpg', 'http://localhost:9000/a.jpg'],
  ['http://[::1]:9000/a.jpg', 'http://[::1]:9000/a.jpg'],
  ['/a.jpg', `${local}/a.jpg`],
  [picture, picture],
])('where the server is on this machine, %s is read as %s', (written, address) => {
  expect(read(written, local)).toBe(address);
});

test.each([
  'http://res.cloudinary.com/a.jpg',
  'https://evil.com/a.jpg',
  'http://192.168.0.1/a.jpg',
  'http://169.254.169.254/latest/meta-data',
  'http://2130706433:4100/a.jpg',
  'http://localhost.evil.com/a.jpg',
  'http://user@127.0.0.1:4100/a.jpg',
  'file:///etc/passwd',
])('even where the server is on this machine, %s is refused', (written) => {
  expect(read(written, local)).toBeNull();
});

test('a server that is on no list gives no relative pictures', () => {
  expect(read('/a.jpg', 'https://albums.example.com')).toBeNull();
});
