import { expect, test } from 'vitest';
import { openExternally } from './external-links.ts';
import { parseServerLink } from './server-link.ts';

const origin = 'https://api.sharinpix.com';

/** What the system was asked to open. */
async function opened(url: string, allowedOrigin = origin): Promise<string[]> {
  const calls: string[] = [];
  const shell = { openExternal: (link: string) => Promise.resolve(void calls.push(link)) };
  await openExternally(shell, url, allowedOrigin).catch((error: unknown) => {
    expect(error).toMatchObject({ data: { code: 'internal' } });
  });
  return calls;
}

test("a link on the server's own origin opens", async () => {
  expect(await opened(`${origin}/sharing_images/1/image`)).toEqual([`${origin}/sharing_images/1/image`]);
});

test('a link of a loopback server opens over http', async () => {
  const local = 'http://127.0.0.1:4100';
  expect(await opened(`${local}/sharing_images/1/image`, local)).toEqual([`${local}/sharing_images/1/image`]);
});

const refused = [
  '',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'file://server/share/run.exe',
  'smb://server/share',
  'ms-msdt:/id PCWDiagnostic',
  'data:text/html,x',
  'blob:https://api.sharinpix.com/1',
  'app://companion/',
  'sharinpix://id:secret@host',
  'http://api.sharinpix.com/x',
  'https://api.sharinpix.com:8443/x',
  'https://user:pass@api.sharinpix.com/x',
  'https://api.sharinpix.com@evil.com/x',
  'https://api.sharinpix.com.evil.com/x',
  'https://app.sharinpix.com/x',
  'https://api.sharinpix.com./x',
  'https://api.sharin\tpix.com/x',
  'https:\\\\evil.com\\x',
  'https://api.sharinpix.com/a b',
  'https://api.sharinpix.com/\nx',
  '//evil.com/x',
  'http://127.0.0.1/x',
];

test.each(refused)('%j does not open', async (url) => {
  expect(await opened(url)).toEqual([]);
});

test.each(refused)('%j in an answer is no link', (written) => {
  expect(parseServerLink(written, origin)).toBeNull();
});

test('a relative link opens nothing: only what was made absolute is a link', async () => {
  expect(await opened('/sharing_images/1/image')).toEqual([]);
});

test('plain http to a far server opens nothing, even where the server is said to be that', async () => {
  expect(await opened('http://api.sharinpix.com/x', 'http://api.sharinpix.com')).toEqual([]);
});

test('a relative link of an answer stands on the server', () => {
  expect(parseServerLink('/sharing_images/1/image', origin)).toBe(`${origin}/sharing_images/1/image`);
});
