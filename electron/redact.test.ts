import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const token = `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(60)}.${'b-_'.repeat(15)}`;

test.each([
  [`Authorization: Token token="${token}"`, 'Authorization: Token token="[token]"'],
  [`x-token=${token}; next`, 'x-token=[token]; next'],
  ['GET https://res.cloudinary.com/x/s--CANARY--/a.jpg failed', 'GET https://res.cloudinary.com/[…] failed'],
  ['POST /sharings/0f0e1f7a-1111-4222-8333-444455556666/x', 'POST /sharings/[id]/x'],
  ['GET /albums/:album_id/images 200 in 31 ms', 'GET /albums/:album_id/images 200 in 31 ms'],
  // Without its header, in part, encoded, and cut by the end of a line as Node prints long texts.
  ['eyJhbGciOiJIUzI1NiJ9', '[token]'],
  [`part ${'aB3-_'.repeat(9)} of one`, 'part [token] of one'],
  [`at=${token.replaceAll('.', '%2E')}&x=1`, 'at=[token]&x=1'],
  [`${token.slice(0, 40)}\n  ${token.slice(40)} next`, '[token] next'],
  [`'${token.slice(0, 40)}' +\n  '${token.slice(40)}'`, "'[token]'"],
  [`"${token.slice(0, 40)}\\n${token.slice(40)}"`, '"[token]"'],
  ['token=CANARY-TOKEN, "token": "CANARY-TOKEN"', 'token=[token], "token": "[token]"'],
  // Addresses as the API writes them, in JSON, percent-encoded, with a user, and of every scheme.
  [
    '/assets/blank.jpg#https://res.cloudinary.com/x/s--CANARY--/a',
    '/assets/blank.jpg#https://res.cloudinary.com/[…]',
  ],
  [String.raw`"https:\/\/res.cloudinary.com\/x\/s--CANARY--\/a"`, '"https://res.cloudinary.com/[…]"'],
  ['next=https%3A%2F%2Fres.cloudinary.com%2Fs--CANARY--%2Fa', 'next=https://res.cloudinary.com/[…]'],
  ['next=https%253A%252F%252Fres.cloudinary.com%252Fs--CANARY--', 'next=https://res.cloudinary.com/[…]'],
  [String.raw`\u0068ttps\u003a\u002f\u002fhost.example\u002fs--CANARY--`, 'https://host.example/[…]'],
  [`at ${Buffer.from('{"url":"https://h.example/s--CANARY--/a"}').toString('base64')} it`, 'at [address] it'],
  ['sharinpix://id:CANARY@api.sharinpix.com', 'sharinpix://api.sharinpix.com/[…]'],
  ['image/upload/s--CANARY--/v1/a.jpg', 'image/upload/s--[…]/v1/a.jpg'],
  ['to jo.doe+x@mail.example, sent', 'to [email], sent'],
  ['requestId=0f0e1f7a-1111-4222-8333-444455556666', 'requestId=0f0e1f7a-1111-4222-8333-444455556666'],
  [
    'at processTicksAndRejections (node:internal/process/task_queues:105:5) node_modules/@base-ui/react/index.js',
    'at processTicksAndRejections (node:internal/process/task_queues:105:5) node_modules/@base-ui/react/index.js',
  ],
])('%s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('hostile text costs no more than its length', () => {
  // Each of these took a naive pattern minutes; a quadratic one would never end within the runner's patience.
  for (const unit of [
    ...[
      'eyJ',
      'a.',
      '-',
      'https://',
      '0123456789abcdef-',
      'a@',
      '@',
      's--',
      '%25',
      '\\',
      '://',
      'token=',
      'token ',
    ],
    ...['[token]', '[token]\n', '[token] ', 'a+'],
  ]) {
    const text = unit.repeat(1_000_000 / unit.length);
    expect(redact(text).length).toBeLessThanOrEqual(text.length * 4);
  }
});
