import { errorData } from '#shared/errors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseServerAddress } from './server-address.ts';

const outcome = (typed: string): unknown => {
  try {
    return parseServerAddress(typed);
  } catch (error) {
    return errorData(error);
  }
};

test.each([
  ['https://api.sharinpix.com', 'https://api.sharinpix.com'],
  ['  https://api.sharinpix.com/  ', 'https://api.sharinpix.com'],
  ['api.sharinpix.com', 'https://api.sharinpix.com'],
  ['api.sharinpix.com:8443', 'https://api.sharinpix.com:8443'],
  ['localhost:3000', 'https://localhost:3000'],
  ['API.SharinPix.com', 'https://api.sharinpix.com'],
  ['HTTPS://api.sharinpix.com:443', 'https://api.sharinpix.com'],
  ['https://api.sharinpix.com/api/v1', 'https://api.sharinpix.com'],
  ['https://api.sharinpix.com/api/v1/?x=1#y', 'https://api.sharinpix.com'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:3000/api/v1', 'http://127.0.0.1:3000'],
  ['http://127.9.9.9', 'http://127.9.9.9'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  // Odd ways to write this machine are this machine.
  ['http://2130706433/', 'http://127.0.0.1'],
])('%j is the server %s', (typed, origin) => {
  expect(outcome(typed)).toBe(origin);
});

test.each([
  ['http://api.sharinpix.com', 'api.sharinpix.com'],
  ['HTTP://192.168.1.10:3000/x', '192.168.1.10'],
  ['http://localhost.example', 'localhost.example'],
  ['http://localhost.', 'localhost.'],
  ['http://127.0.0.1.example', '127.0.0.1.example'],
  ['http://0.0.0.0', '0.0.0.0'],
  ['http://[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
])('%j needs https', (typed, host) => {
  expect(outcome(typed)).toEqual({ code: 'https-needed', host });
});

test.each(['sharinpix://id:secret@api.sharinpix.com', ' SharinPix://x', 'sharinpix:id'])(
  '%j is a secret URL, refused as such',
  (typed) => {
    expect(outcome(typed)).toEqual({ code: 'secret-url' });
  },
);

test.each([
  '',
  ' ',
  'https://',
  'https:///',
  'https://user:password@api.sharinpix.com',
  'user@api.sharinpix.com',
  'https://api.sharinpix.com@evil.example',
  'https://api.sharinpix.com/@evil',
  'ftp://api.sharinpix.com',
  'file:///etc/passwd',
  'javascript://api.sharinpix.com/%0aalert(1)',
  'app://companion',
  'https://api.sharinpix\t.com',
  'https://api.sharinpix.com\\@evil.example',
  'https:\\\\api.sharinpix.com',
  'two words',
  'https://a b.example',
  'https://exa%00mple.com',
  '//api.sharinpix.com',
  '/api/v1',
  'https:/api.sharinpix.com',
  'https:api.sharinpix.com',
  'mailto:someone',
  'data:text/html,x',
  'about:blank',
  'https://[::1',
  'https://x:99999',
])('%j is no server address', (typed) => {
  expect(outcome(typed)).toEqual({ code: 'bad-server-address' });
});

test('whatever is typed, what comes out is https, or http to this machine, and never throws but with a code', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })),
      (typed) => {
        const read = outcome(typed);
        if (typeof read !== 'string') expect(read).not.toEqual({ code: 'internal' });
        else expect(read).toMatch(/^https:\/\/[^/@]+$|^http:\/\/(?:localhost|127\.|\[::1\])[^/@]*$/);
      },
    ),
  );
});
