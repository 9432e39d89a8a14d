import { beforeAll, expect, test } from 'vitest';
import { appError, type AppErrorData } from '#shared/errors.ts';
import { goingOn, nothingAround, type ErrorAround } from './error-around.ts';
import { errorCause } from './error-cause.ts';
import { errorSentence, errorWords } from './error-sentence.ts';
import { i18n, startI18n } from './index.ts';

const call = {
  route: 'GET /albums/:album_id/sharings',
  status: 401,
  requestId: 'req-1',
  message: 'Access denied',
};
const expiredAt = Date.UTC(2026, 3, 8, 12) / 1000;
const examples: AppErrorData[] = [
  { code: 'not-a-token' },
  { code: 'secret-url' },
  { code: 'expired-token', expiredAt },
  { code: 'other-user' },
  { code: 'bad-server-address' },
  { code: 'https-needed', host: 'far.example' },
  { code: 'bad-album-id' },
  { code: 'bad-sharing-id' },
  { code: 'no-images-chosen' },
  { code: 'signed-out' },
  { code: 'session-expired' },
  { code: 'nothing-allowed', ...call },
  { code: 'not-sharinpix', host: 'far.example' },
  { code: 'nothing-listed' },
  { code: 'not-confirmed' },
  { code: 'other-rows' },
  { code: 'cannot-look-up' },
  { code: 'access-denied', ...call },
  { code: 'not-found', ...call, status: 404 },
  { code: 'rate-limited', ...call, status: 429, retryAfterSeconds: null },
  { code: 'rate-limited', ...call, status: 429, retryAfterSeconds: 1.2 },
  { code: 'server-failed', ...call, status: 503 },
  { code: 'refused', ...call, status: 422 },
  { code: 'refused', ...call, status: 413 },
  { code: 'refused', ...call, status: 414, route: 'GET /image_syncs' },
  { code: 'refused', ...call, status: 413, route: 'GET /albums/:album_id/images' },
  { code: 'refused', ...call, status: 413, route: 'POST /sharings/:id/sharing_images' },
  { code: 'redirected', ...call, status: 302 },
  { code: 'redirected', ...call, status: 302, toHost: 'login.example' },
  { code: 'unreadable-answer', ...call, status: 200, contentType: 'text/html' },
  { code: 'unreadable-answer', ...call, status: 200, contentType: null },
  { code: 'cut-answer', ...call, status: 200 },
  { code: 'too-large', ...call, status: 200, limitBytes: 64e6 },
  ...(
    ['dns', 'refused', 'tls', 'proxy', 'connect-timeout', 'timeout', 'reset', 'blocked', 'offline'] as const
  ).map((reason): AppErrorData => ({ code: 'not-reached', host: 'far.example', reason })),
  { code: 'bad-input', channel: 'albums.open', field: 'albumId' },
  { code: 'untrusted-sender' },
  { code: 'flooded' },
  { code: 'unknown-album' },
  { code: 'unknown-image' },
  { code: 'unknown-job' },
  { code: 'unknown-resync' },
  { code: 'unknown-account' },
  { code: 'not-comparable' },
  { code: 'queue-is-busy' },
  { code: 'cancelled' },
  ...(['full', 'newer-version', 'unwritable', 'other'] as const).map((detail): AppErrorData => ({
    code: 'storage-failed',
    detail,
  })),
  { code: 'internal' },
];

beforeAll(() => startI18n('en'));

const wordsOf = (error: AppErrorData, language: 'en' | 'fr' = 'en') =>
  errorWords(i18n.getFixedT(language, 'errors'), language, error);

test('every code has an example here', () => {
  const codes = appError.options.map((option) => option.shape.code.value);
  expect(new Set(examples.map(({ code }) => code))).toEqual(new Set(codes));
});

test.each(examples)('$code is a sentence in both languages', (error) => {
  const { sentence: en } = wordsOf(error, 'en');
  const { sentence: fr } = wordsOf(error, 'fr');
  expect(en).toMatch(/^[A-Z][^{}]{20,}\.$/);
  expect(fr).toMatch(/^[A-Z][^{}]{20,}\.$/);
  expect(fr).not.toBe(en);
});

test('no two errors say the same', () => {
  const said = examples.map((error) => wordsOf(error).sentence);
  expect(new Set(said).size).toBe(said.length);
});

test.each([
  [{ code: 'expired-token', expiredAt }, 'expired'],
  [{ code: 'session-expired' }, 'expired'],
  [{ code: 'https-needed', host: 'far.example' }, 'https'],
  [{ code: 'https-needed', host: 'far.example' }, 'far.example'],
  [{ code: 'nothing-allowed', ...call }, 'Access denied'],
  [{ code: 'access-denied', ...call }, 'Not allowed: this token may not list the sharings of this album'],
  [{ code: 'rate-limited', ...call, retryAfterSeconds: 90 }, '1 minute, 30 seconds'],
  [{ code: 'rate-limited', ...call, retryAfterSeconds: 3_600 }, 'wait 1 hour:'],
  [
    { code: 'unreadable-answer', ...call, status: 200, contentType: 'Text/HTML; charset=utf-8' },
    'A proxy or sign-in page answered instead of SharinPix (status 200, text/html)',
  ],
  [{ code: 'redirected', ...call, toHost: 'login.example' }, 'another host, login.example,'],
  [{ code: 'too-large', ...call, limitBytes: 64e6 }, '64 MB'],
  [{ code: 'not-reached', host: 'far.example', reason: 'tls' }, 'far.example'],
] as [AppErrorData, string][])('says what matters: %o', (error, words) => {
  expect(wordsOf(error).sentence).toContain(words);
});

test.each([
  ['GET /albums', 'list albums'],
  ['GET /albums/:album_id/images', 'list the images of this album'],
  ['GET /image_syncs', 'ask for images by their ids'],
  ['GET /sharings/:id/sharing_images', 'read what this sharing holds'],
  ['POST /sharings/:id/sharing_images', 'add images to this sharing'],
  ['GET /user', 'read who its user is'],
  ['POST /downloads', 'do this'],
])('names the right that %s needs', (route, right) => {
  expect(wordsOf({ code: 'access-denied', ...call, route }).sentence).toContain(`may not ${right}.`);
});

test('gives support what the server said, and only what it said', () => {
  expect(wordsOf({ code: 'access-denied', ...call }).details).toEqual([
    'The server says: Access denied',
    'GET /albums/:album_id/sharings',
    'Status 401',
    'Request req-1',
  ]);
  expect(
    wordsOf({ code: 'cut-answer', ...call, message: null, requestId: null, status: null }).details,
  ).toEqual(['GET /albums/:album_id/sharings']);
  expect(wordsOf({ code: 'not-a-token' }).details).toEqual([]);
});

test('says when it was, to the second, also of a call that got no answer', () => {
  const at = new Date(2026, 3, 8, 12, 0, 7).getTime();
  expect(wordsOf({ code: 'access-denied', ...call, at }).details.at(-1)).toContain('12:00:07');
  const silent = { ...call, status: null, requestId: null, message: null, at };
  const offline: AppErrorData = { code: 'not-reached', host: 'far.example', reason: 'dns', call: silent };
  expect(wordsOf(offline).details).toHaveLength(2);
  expect(wordsOf({ code: 'session-expired', call: { ...call, at } }).details).toContain('Request req-1');
});

test('a limit says the time at which to try again, and what this computer has asked for', () => {
  const at = new Date(2026, 3, 8, 12, 0, 7).getTime();
  const error: AppErrorData = { code: 'rate-limited', ...call, at, retryAfterSeconds: 90 };
  const around = { account: null, albumId: null, today: { calls: 1_204, pictures: 310 } };
  const { sentence } = errorWords(i18n.getFixedT('en', 'errors'), 'en', error, around);
  expect(sentence).toContain('12:01:37');
  expect(sentence).toContain('calls 1,204, pictures 310');
});

test.each([90, null])(
  'a limit (%s s) says whether it goes on by itself or is to be tried again',
  (seconds) => {
    const error: AppErrorData = { code: 'rate-limited', ...call, status: 429, retryAfterSeconds: seconds };
    const said = (around: ErrorAround) => errorSentence(i18n.getFixedT('en', 'errors'), 'en', error, around);
    expect(said(nothingAround)).toMatch(/Try again .* it does not go on by itself/);
    expect(said(goingOn)).toMatch(/it goes on by itself/i);
    expect(said(goingOn)).not.toMatch(/try again/i);
  },
);

/* The causes that a support engineer must tell apart (issue 5), each as it comes from the server. */
const denied: AppErrorData = { code: 'access-denied', ...call, route: 'GET /albums/:album_id/images' };
const around = (access: string[]): ErrorAround => ({
  account: {
    abilities: [{ albumId: 'a', access, sharings: [] }],
    admin: false,
    download: false,
    server: 'https://x',
  },
  albumId: 'a',
  today: null,
});
const causes: [cause: string, error: AppErrorData, around: ErrorAround, en: RegExp, fr: RegExp][] = [
  ['expired', { code: 'session-expired', call }, nothingAround, /has expired/, /a expiré/],
  ['missing right', denied, around(['tag']), /the right “image_list”/, /le droit «\simage_list\s»/],
  ['revoked', denied, around(['image_list']), /was revoked/, /a été retiré/],
  ['refused', { code: 'refused', ...call, status: 422 }, nothingAround, /refused the request/, /refusé la/],
  [
    'not reached',
    { code: 'not-reached', host: 'h', reason: 'dns', call },
    nothingAround,
    /not reached/,
    /pas été joint/,
  ],
  [
    'proxy page',
    { code: 'unreadable-answer', ...call, status: 200, contentType: 'text/html' },
    nothingAround,
    /proxy or sign-in page/,
    /proxy ou une page de connexion/,
  ],
  [
    'limit',
    { code: 'rate-limited', ...call, status: 429, retryAfterSeconds: 3_600 },
    nothingAround,
    /wait 1 hour/,
    /patienter 1\sheure/,
  ],
  [
    'too large a request',
    { code: 'refused', ...call, status: 413, route: 'GET /image_syncs' },
    nothingAround,
    /Too large.*fewer ids/,
    /Trop volumineux.*moins d’identifiants/,
  ],
  [
    'too large an answer',
    { code: 'too-large', ...call, status: 200, limitBytes: 2 ** 30, route: 'GET /albums/:album_id/images' },
    nothingAround,
    /Too large.*1,073 MB.*by their ids/,
    /Trop volumineux.*Mo.*par leurs identifiants/,
  ],
  [
    'changed host',
    { code: 'redirected', ...call, status: 302, toHost: 'other.example' },
    nothingAround,
    /another host, other\.example/,
    /un autre hôte, other\.example/,
  ],
  ['cut', { code: 'cut-answer', ...call, status: 200 }, nothingAround, /broke off/, /interrompue/],
  ['nothing listed', { code: 'nothing-listed', call }, nothingAround, /listed no images/, /aucune image/],
];

test.each(causes)('%s: said in both languages, for no other cause, with what a ticket needs', (...of) => {
  const [, error, around, ...words] = of;
  for (const [n, language] of (['en', 'fr'] as const).entries()) {
    const t = i18n.getFixedT(language, 'errors');
    const said = causes.map(([, each, its]) => errorSentence(t, language, each, its));
    const mine = errorSentence(t, language, error, around);
    expect(mine).toMatch(words[n] ?? /^$/);
    expect(said.filter((sentence) => sentence === mine)).toHaveLength(1);
    const { details } = errorWords(t, language, error, around);
    expect(details.join()).toContain('req-1');
    expect(details.join()).toContain('Access denied');
  }
});

test('in a line among many each cause has a few words of its own', () => {
  for (const language of ['en', 'fr'] as const) {
    const t = i18n.getFixedT(language, 'errors');
    const said = causes.map(([, error]) => errorCause(t, error));
    for (const words of said) expect(words?.length).toBeLessThan(45);
    // A right that was taken away and a size that was too large are told apart in the sentence.
    expect(new Set(said).size).toBe(causes.length - 2);
  }
});
