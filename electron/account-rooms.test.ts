import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { Account, SessionState } from '#shared/models/session.ts';
import { createAccountRooms } from './account-rooms.ts';
import { answerSchema } from './api/answers.ts';
import type { Journal } from './journal/journal.ts';
import { journalOn } from './journal/local-journal.ts';
import { schema } from './journal/schema.ts';
import type { Library } from './library/library.ts';
import type { Credentials } from './session/credentials.ts';
import type { HttpRequest } from './transport/transport.ts';

const folder = mkdtempSync(join(tmpdir(), 'account-rooms-'));
afterAll(() => rmSync(folder, { recursive: true }));

const account = (name: string): Account => ({
  id: `account${name}`,
  server: `https://${name}.example`,
  demo: false,
  user: { id: name, name: null, email: null },
  organization: null,
  abilities: [],
  admin: false,
  download: false,
  issuedAt: null,
  expiresAt: null,
  tokenKeeping: 'memory',
  lastAlbumId: null,
});

const credentials = ({ id, server }: Account): Credentials => ({
  accountId: id,
  origin: server,
  authorization: () => `Token token="of ${id}"`,
  observe: () => undefined,
  hasExpired: () => false,
});

function journalInMemory(): Journal {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const journal = journalOn(database, { boot: 'boot', mono: () => performance.now() });
  return {
    ...journal,
    jobs: async (accountId) => ({ jobs: await journal.jobs(accountId), mishap: null }),
    dismissMishap: () => Promise.resolve(),
  };
}

/** The rooms, with a hand on who is signed in and on when the server answers. */
function house() {
  let state: SessionState = { status: 'signed-out', server: '' };
  const asked: HttpRequest[] = [];
  const held: (() => void)[] = [];
  const setUser = vi.fn();
  const rooms = createAccountRooms({
    session: () => ({
      state: () => state,
      credentialsOf: (accountId) => {
        if (state.status !== 'signed-in' || state.account.id !== accountId)
          throw new AppError({ code: 'signed-out' });
        return credentials(state.account);
      },
      setUser,
      judge: () => undefined,
    }),
    library: {
      names: (_account: string, _album: string, ids: readonly string[]) => Promise.resolve([...ids]),
      readAnswer: (kind: 'user', bytes: Uint8Array) =>
        Promise.resolve(answerSchema(kind).parse(JSON.parse(Buffer.from(bytes).toString()))),
      history: { unfinished: () => Promise.resolve([]) },
    } as unknown as Library,
    journal: journalInMemory(),
    clock: {
      wall: Date.now,
      mono: () => performance.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    },
    fenceMs: () => 1_000,
    shareEnded: () => undefined,
    watchEnded: () => undefined,
    meter: {
      today: (accountId) => ({ accountId, day: '', calls: 0, failed: 0, pictures: 0, picturesKept: 0 }),
    },
    dailyBudget: () => 0,
    files: { queues: join(folder, 'queues.json'), watches: join(folder, 'watches.json') },
    onCall: () => undefined,
    onSharing: () => undefined,
    log: { info: () => undefined, error: () => undefined },
    apiTransport: () => async (request) => {
      asked.push(request);
      await new Promise<void>((resolve) => held.push(resolve));
      const body = request.url.pathname.endsWith('/user') ? '{"public_id":"said"}' : '[]';
      return {
        status: 200,
        headers: new Map([['content-type', 'application/json']]),
        body: (async function* () {
          yield await Promise.resolve(Buffer.from(body));
        })(),
      };
    },
    imageTransport: () => () => Promise.reject(new Error('not asked here')),
    openExternal: () => Promise.resolve(),
    copy: () => Promise.resolve(),
    tell: () => undefined,
  });
  return {
    rooms,
    asked,
    setUser,
    become: (now: SessionState) => {
      state = now;
      rooms.accountChanged();
    },
    answer: () => held.splice(0).forEach((resolve) => resolve()),
  };
}

const signedIn = (name: string): SessionState => ({ status: 'signed-in', account: account(name) });

test('a share that outlives its account is never sent as the next one', async () => {
  const { rooms, asked, become, answer } = house();
  become(signedIn('a'));
  const sharing = rooms.sharing();
  const jobId = '01890000-0000-4000-8000-000000000001';
  const images = { albumId: 'album', imageIds: ['one'] };
  await sharing.create({ jobId, sharingId: 'secret-of-a', labels: {}, again: false, ...images });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  become({ status: 'signed-out', server: '' });
  become(signedIn('b'));
  answer();
  await rooms.stop();
  expect(asked.map(({ url }) => url.host)).toEqual(['a.example']);
  // It waits for its account, which alone sees it.
  expect(await sharing.items({ jobId, from: 0, count: 1 })).toMatchObject({ items: [{ outcome: 'queued' }] });
  expect(await rooms.sharing().list()).toEqual({ jobs: [], mishap: null });
});

test('what GET /user said of one account is told as that one’s, whoever is there by then', async () => {
  const { rooms, asked, setUser, become, answer } = house();
  become(signedIn('a'));
  const slid = rooms.slide('accounta');
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  become(signedIn('b'));
  answer();
  await slid;
  expect(setUser).toHaveBeenCalledExactlyOnceWith('accounta', expect.objectContaining({ id: 'said' }));
});
