import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppErrorData, NotReachedReason } from '#shared/errors.ts';
import type { SharingRow } from '../api/sharings.ts';
import {
  meaningOf,
  needsReadBack,
  reasonToStop,
  settleBefore,
  settleSent,
  type Answer,
  type Meaning,
  type Wish,
} from './outcomes.ts';

const origin = 'https://api.sharinpix.com';
const facts = { route: 'POST /sharings/:sharing_id/sharing_images', requestId: null, message: null };
const notReached = (reason: NotReachedReason): AppErrorData => ({ code: 'not-reached', host: 'a', reason });
const refused = (status: number): AppErrorData => ({ code: 'refused', status, ...facts });
const denied: AppErrorData = { code: 'access-denied', status: 401, ...facts };
const notFound: AppErrorData = { code: 'not-found', status: 404, ...facts };
const failed = (status: number): AppErrorData => ({ code: 'server-failed', status, ...facts });

const linkOf = (rowId: string): string => `${origin}/sharing_images/${rowId}/image`;
const row = (imageId: string, rowId = `row-${imageId}`): SharingRow => ({
  rowId,
  imageId,
  link: linkOf(rowId),
});
const wish = (imageId: string, wasUnknown = false): Wish => ({ imageId, wasUnknown });

test.each<[string, AppErrorData, Meaning]>([
  ['a name that is not resolved', notReached('dns'), 'not-done'],
  ['a refused connection', notReached('refused'), 'not-done'],
  ['TLS that fails', notReached('tls'), 'not-done'],
  ['no network', notReached('offline'), 'not-done'],
  ['an address that is refused', notReached('blocked'), 'not-done'],
  ['a reset', notReached('reset'), 'unclear'],
  ['a timeout', notReached('timeout'), 'unclear'],
  ['400', refused(400), 'refused'],
  ['404', notFound, 'refused'],
  ['410', refused(410), 'refused'],
  ['413', refused(413), 'refused'],
  ['415', refused(415), 'refused'],
  ['422', refused(422), 'refused'],
  ['408', failed(408), 'unclear'],
  ['409', failed(409), 'unclear'],
  ['425', failed(425), 'unclear'],
  ['401, not allowed', denied, 'refused'],
  ['401, expired', { code: 'session-expired' }, 'not-done'],
  ['429', { code: 'rate-limited', status: 429, retryAfterSeconds: 2, ...facts }, 'not-done'],
  ['500', failed(500), 'unclear'],
  ['503', failed(503), 'unclear'],
  ['307', { code: 'redirected', status: 307, ...facts }, 'unclear'],
  ['HTML', { code: 'unreadable-answer', contentType: 'text/html', status: 200, ...facts }, 'unclear'],
  ['a cut answer', { code: 'cut-answer', status: 200, ...facts }, 'unclear'],
  ['an endless answer', { code: 'too-large', limitBytes: 1, status: 200, ...facts }, 'unclear'],
  ['a call that was stopped', { code: 'cancelled' }, 'unclear'],
  ['something nobody expected', { code: 'internal' }, 'unclear'],
])('after a POST, %s', (_what, error, meaning) => {
  expect(meaningOf(error)).toBe(meaning);
});

test('what the sharing holds is not sent again, and has its link', () => {
  const { settled, send } = settleBefore([wish('a'), wish('b')], { rows: [row('b')] });
  expect(send).toEqual([wish('a')]);
  expect(settled.get('b')).toEqual({
    outcome: 'already-shared',
    error: null,
    link: linkOf('row-b'),
  });
});

test('what was unknown and is found was shared by this job', () => {
  const { settled } = settleBefore([wish('a', true)], { rows: [row('a')] });
  expect(settled.get('a')?.outcome).toBe('shared');
});

test('a token that may add but not read sends what was never sent, and nothing that is unknown', () => {
  const { settled, send } = settleBefore([wish('a'), wish('b', true)], { error: denied });
  expect(send).toEqual([wish('a')]);
  expect(settled.get('b')).toEqual({ outcome: 'unknown', error: denied, link: null });
});

test.each([notFound, failed(500), notReached('timeout'), notReached('dns')])(
  'where the sharing cannot be read (%o), nothing is sent',
  (error) => {
    const { settled, send } = settleBefore([wish('a'), wish('b', true)], { error });
    expect(send).toEqual([]);
    expect(settled.get('a')).toEqual({ outcome: 'failed', error, link: null });
    expect(settled.get('b')).toEqual({ outcome: 'unknown', error, link: null });
  },
);

test('the first row of an image is its link', () => {
  const settled = settleSent([wish('a')], { rows: [row('a', '1'), row('a', '2')] }, null);
  expect(settled.get('a')?.link).toBe(linkOf('1'));
});

test('a row without a link is shared, without a link', () => {
  const settled = settleSent([wish('a')], { rows: [{ ...row('a'), link: null }] }, null);
  expect(settled.get('a')).toEqual({ outcome: 'shared', error: null, link: null });
});

test('an answer with a row for every image needs no look; any other does', () => {
  expect(needsReadBack([wish('a')], { rows: [row('a')] })).toBe(false);
  expect(needsReadBack([wish('a'), wish('b')], { rows: [row('a')] })).toBe(true);
  expect(needsReadBack([wish('a')], { rows: [] })).toBe(true);
  expect(needsReadBack([wish('a')], { error: failed(500) })).toBe(true);
  expect(needsReadBack([wish('a')], { error: notReached('refused') })).toBe(false);
});

const anyId = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor');
const anyError = fc.constantFrom<AppErrorData>(
  notReached('dns'),
  notReached('reset'),
  denied,
  notFound,
  failed(500),
  failed(409),
  { code: 'session-expired' },
  { code: 'internal' },
);
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ rows: fc.array(anyId.map((id) => row(id))) }),
  fc.record({ error: anyError }),
);
const anyWishes = fc.uniqueArray(fc.record({ imageId: anyId, wasUnknown: fc.boolean() }), {
  selector: ({ imageId }) => imageId,
});
const holds = (answer: Answer | null, imageId: string): boolean =>
  answer !== null && 'rows' in answer && answer.rows.some((each) => each.imageId === imageId);

test('every image sent has one outcome, and is shared exactly where a row of its own says so', () => {
  fc.assert(
    fc.property(anyWishes, anyAnswer, fc.option(anyAnswer), (sent, posted, readBack) => {
      const settled = settleSent(sent, posted, readBack);
      expect([...settled.keys()]).toEqual(sent.map(({ imageId }) => imageId));
      for (const { imageId, wasUnknown } of sent) {
        const { outcome, error } = settled.get(imageId)!;
        const isThere = holds(posted, imageId) || holds(readBack, imageId);
        expect(outcome === 'shared').toBe(isThere);
        expect(error === null).toBe(isThere);
        // What may still be carried out is never called failed.
        if (wasUnknown || 'rows' in posted || meaningOf(posted.error) === 'unclear') {
          expect(outcome).not.toBe('failed');
        }
      }
    }),
  );
});

test('before sending, every image is either settled or sent, never both, in the order asked', () => {
  fc.assert(
    fc.property(anyWishes, anyAnswer, (wishes, read) => {
      const { settled, send } = settleBefore(wishes, read);
      const sent = send.map(({ imageId }) => imageId);
      expect(sent).toEqual(wishes.map(({ imageId }) => imageId).filter((id) => !settled.has(id)));
      for (const { imageId } of wishes) {
        if (holds(read, imageId)) expect(sent).not.toContain(imageId);
      }
    }),
  );
});

test.each<[string, Answer, Answer | null, boolean]>([
  ['all went well', { rows: [] }, null, false],
  ['one part is refused', { error: refused(422) }, { rows: [] }, false],
  ['an unclear end could be looked up', { error: failed(500) }, { rows: [] }, false],
  ['an unclear end could not be looked up', { error: failed(500) }, { error: failed(503) }, true],
  ['the token may not add', { error: denied }, { rows: [] }, true],
  ['the session ended', { error: { code: 'session-expired' } }, null, true],
  ['the server is gone', { error: notReached('refused') }, null, true],
])('where %s, the rest is stopped: %4$s', (_what, posted, readBack, stops) => {
  expect(reasonToStop(posted, readBack) !== null).toBe(stops);
});
