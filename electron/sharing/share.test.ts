import { expect, test, vi } from 'vitest';
import { AppError, type AppErrorData } from '#shared/errors.ts';
import { shareJob, shareItem, type ShareJob } from '#shared/models/sharing.ts';
import type { SharingRow } from '../api/sharings.ts';
import { createSharing } from './share.ts';

const origin = 'https://api.sharinpix.com';
const albumId = 'album';
const sharingId = 'secret-sharing-id';
const jobId = (number: number): string => `0190a1b2-0000-7000-8000-${String(number).padStart(12, '0')}`;

const facts = { route: 'POST /sharings/:sharing_id/sharing_images', requestId: null, message: null };
const serverFailed: AppErrorData = { code: 'server-failed', status: 500, ...facts };
const denied: AppErrorData = { code: 'access-denied', status: 401, ...facts };
const notFound: AppErrorData = { code: 'not-found', status: 404, ...facts };
const connectionRefused: AppErrorData = { code: 'not-reached', host: 'api', reason: 'refused' };
const reset: AppErrorData = { code: 'not-reached', host: 'api', reason: 'reset' };

/** A server that keeps what it is given, in rows with ids of their own, and can be told to fail. */
function sharingServer() {
  const rows: SharingRow[] = [];
  const posts: string[][] = [];
  const server = {
    rows,
    posts,
    reads: 0,
    underWay: 0,
    mostUnderWay: 0,
    /** Refuses to be read. */
    beforeRead: (): void | Promise<void> => undefined,
    /** Changes what comes of a POST; `commit` is what a healthy server does. */
    onPost: (
      ids: readonly string[],
      commit: (ids: readonly string[]) => SharingRow[],
    ): SharingRow[] | Promise<SharingRow[]> => commit(ids),
    commit: (ids: readonly string[]): SharingRow[] => {
      const added = ids.map((id, index) => {
        const row = `row${rows.length + index}`;
        return { rowId: row, imageId: id, link: `${origin}/sharing_images/${row}/image` };
      });
      rows.push(...added);
      return added;
    },
    /** How many rows there are of an image. */
    count: (id: string) => rows.filter(({ imageId }) => imageId === id).length,
  };
  return server;
}

function start(server = sharingServer()) {
  const notices: ShareJob[] = [];
  const timers: (() => void)[] = [];
  const opened: string[] = [];
  const copied: string[] = [];
  let time = 1_000;
  const sharing = createSharing({
    api: {
      sharings: () => Promise.resolve([]),
      async sharingImages() {
        server.reads += 1;
        await server.beforeRead();
        return [...server.rows];
      },
      async add(_sharingId, imageIds) {
        server.posts.push([...imageIds]);
        server.underWay += 1;
        server.mostUnderWay = Math.max(server.mostUnderWay, server.underWay);
        try {
          await Promise.resolve();
          return await server.onPost(imageIds, server.commit);
        } finally {
          server.underWay -= 1;
        }
      },
    },
    abilities: () => [],
    names: (_album, ids) => Promise.resolve(ids.map((id) => `Name of ${id}`)),
    clock: { now: () => time++, after: (_ms, run) => timers.push(run) },
    notify: (job) => notices.push(job),
    openExternal: (link) => Promise.resolve(void opened.push(link)),
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
    unexpected: (thrown) => {
      throw thrown;
    },
  });

  const ended = async (id: string): Promise<ShareJob> => {
    await vi.waitFor(() => expect(sharing.list().find((job) => job.id === id)?.endedAt).not.toBeNull());
    return shareJob.parse(sharing.list().find((job) => job.id === id));
  };
  const outcomes = async (id: string) =>
    (await sharing.items({ jobId: id })).map((item) => `${item.imageId} ${shareItem.parse(item).outcome}`);
  return {
    ...sharing,
    server,
    notices,
    opened,
    copied,
    timers,
    outcomes,
    ended,
    create: (imageIds: string[], number = 1) =>
      sharing.create({ jobId: jobId(number), albumId, sharingId, labels: { en: 'Homepage' }, imageIds }),
    /** Shares, waits for the end, and says what became of each image. */
    async share(imageIds: string[], number = 1): Promise<string[]> {
      this.create(imageIds, number);
      await ended(jobId(number));
      return outcomes(jobId(number));
    },
  };
}

const throwing = (data: AppErrorData) => (): never => {
  throw new AppError(data);
};
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `image${index}`);

test('images are shared in their order, each with its name and link', async () => {
  const app = start();
  expect(await app.share(['b', 'a', 'c'])).toEqual(['b shared', 'a shared', 'c shared']);
  expect(app.server.posts).toEqual([['b', 'a', 'c']]);
  expect((await app.items({ jobId: jobId(1) }))[0]).toEqual({
    imageId: 'b',
    name: 'Name of b',
    outcome: 'shared',
    error: null,
    link: `${origin}/sharing_images/row0/image`,
  });
});

test('the job is there at once, all of it queued, and never shows the id of the sharing', async () => {
  const app = start();
  const job = app.create(['a', 'b']);
  expect(job).toMatchObject({ id: jobId(1), albumId, labels: { en: 'Homepage' }, endedAt: null });
  expect(job.counts).toMatchObject({ queued: 2, shared: 0 });
  await app.ended(jobId(1));
  const seen = [app.list(), await app.items({ jobId: jobId(1) }), app.notices];
  expect(JSON.stringify(seen)).not.toContain(sharingId);
});

test('the page is told of the end, and of a job at most once a pause', async () => {
  const app = start();
  await app.share(ids(500));
  expect(app.timers).toHaveLength(1);
  app.timers[0]?.();
  expect(app.notices).toHaveLength(1);
  expect(app.notices[0]?.counts.shared).toBe(500);
});

test('what is in the sharing already is said so and not sent', async () => {
  const app = start();
  app.server.commit(['b']);
  expect(await app.share(['a', 'b', 'c'])).toEqual(['a shared', 'b already-shared', 'c shared']);
  expect(app.server.posts).toEqual([['a', 'c']]);
  expect(app.server.count('b')).toBe(1);
});

test('an image chosen twice is one', async () => {
  const app = start();
  expect(await app.share(['a', 'a'])).toEqual(['a shared']);
  expect(app.server.posts).toEqual([['a']]);
});

test('a second click is the same job, while it runs and after', async () => {
  const app = start();
  app.create(['a']);
  app.create(['a']);
  await app.ended(jobId(1));
  expect(await app.share(['a'])).toEqual(['a shared']);
  expect(app.list()).toHaveLength(1);
  expect([app.server.posts, app.server.reads]).toEqual([[['a']], 1]);
});

test('two jobs of the same images at once share each image once', async () => {
  const app = start();
  app.create(['a', 'b'], 1);
  app.create(['b', 'c'], 2);
  await app.ended(jobId(1));
  await app.ended(jobId(2));
  expect(await app.outcomes(jobId(2))).toEqual(['b already-shared', 'c shared']);
  expect(['a', 'b', 'c'].map(app.server.count)).toEqual([1, 1, 1]);
  expect(app.server.mostUnderWay).toBe(1);
  expect(app.list().map(({ id }) => id)).toEqual([jobId(2), jobId(1)]);
});

test('200 images go in parts of at most 90, one after the other, in order', async () => {
  const app = start();
  await app.share(ids(200));
  expect(app.server.posts.map(({ length }) => length)).toEqual([90, 90, 20]);
  expect(app.server.posts.flat()).toEqual(ids(200));
  expect(app.server.mostUnderWay).toBe(1);
});

test('half a batch that was done is told from the half that is unknown', async () => {
  const app = start();
  app.server.onPost = (asked, commit) => commit(asked.slice(0, 1));
  expect(await app.share(['a', 'b'])).toEqual(['a shared', 'b unknown']);
  expect(app.server.posts).toHaveLength(1);
});

test('an empty answer is no success', async () => {
  const app = start();
  app.server.onPost = () => [];
  expect(await app.share(['a'])).toEqual(['a unknown']);
  expect((await app.items({ jobId: jobId(1) }))[0]?.error?.code).toBe('not-confirmed');
});

test('rows for other images are not taken for ours', async () => {
  const app = start();
  app.server.onPost = (_asked, commit) => commit(['x', 'y']);
  expect(await app.share(['a', 'b'])).toEqual(['a unknown', 'b unknown']);
});

test.each([serverFailed, reset])(
  'what was done although the answer was lost (%o) is found',
  async (error) => {
    const app = start();
    app.server.onPost = (asked, commit) => {
      commit(asked);
      throw new AppError(error);
    };
    expect(await app.share(['a', 'b'])).toEqual(['a shared', 'b shared']);
    expect(app.server.posts).toHaveLength(1);
  },
);

test('after an unclear end what is not found is unknown, and not sent again', async () => {
  const app = start();
  app.server.onPost = throwing(serverFailed);
  expect(await app.share(['a'])).toEqual(['a unknown']);
  expect(app.server.posts).toHaveLength(1);
  expect((await app.items({ jobId: jobId(1) }))[0]?.error).toEqual(serverFailed);
});

test('after an unclear end that cannot be looked up, the rest is not sent', async () => {
  const app = start();
  app.server.onPost = () => {
    app.server.beforeRead = throwing(connectionRefused);
    throw new AppError(reset);
  };
  await app.share(ids(200));
  expect(app.server.posts).toHaveLength(1);
  expect((await app.ended(jobId(1))).counts).toMatchObject({ unknown: 90, failed: 110 });
});

test('where the server cannot be reached, nothing is sent and it is said why', async () => {
  const app = start();
  app.server.beforeRead = throwing(connectionRefused);
  expect(await app.share(['a'])).toEqual(['a failed']);
  expect(app.server.posts).toEqual([]);
  expect((await app.items({ jobId: jobId(1) }))[0]?.error).toEqual(connectionRefused);
});

test.each([connectionRefused, denied, { code: 'session-expired' } as const])(
  'where the first part fails with %o, the others are not tried',
  async (error) => {
    const app = start();
    app.server.onPost = throwing(error);
    await app.share(ids(200));
    expect(app.server.posts).toHaveLength(1);
    expect((await app.ended(jobId(1))).counts).toMatchObject({ failed: 200 });
  },
);

test('a part that is refused does not take the others with it', async () => {
  const app = start();
  app.server.onPost = (asked, commit) => {
    if (asked.includes('image0')) throw new AppError({ code: 'refused', status: 422, ...facts });
    return commit(asked);
  };
  await app.share(ids(100));
  expect((await app.ended(jobId(1))).counts).toMatchObject({ failed: 90, shared: 10 });
});

test('a sharing that is not there fails all, with the reason', async () => {
  const app = start();
  app.server.beforeRead = throwing(notFound);
  expect(await app.share(['a', 'b'])).toEqual(['a failed', 'b failed']);
  expect(app.server.posts).toEqual([]);
});

test('a token that may add but not read shares', async () => {
  const app = start();
  app.server.beforeRead = throwing(denied);
  expect(await app.share(['a'])).toEqual(['a shared']);
});

test('an image whose id the app made up fails by itself', async () => {
  const app = start();
  expect(await app.share(['?1', 'a'])).toEqual(['?1 failed', 'a shared']);
  expect(app.server.posts).toEqual([['a']]);
  app.retry({ jobId: jobId(1) });
  expect(await app.outcomes(jobId(1))).toEqual(['?1 failed', 'a shared']);
});

test('a retry sends what failed and nothing else', async () => {
  const app = start();
  app.server.onPost = (asked, commit) => {
    if (asked.includes('image99')) throw new AppError(connectionRefused);
    return commit(asked);
  };
  await app.share(ids(100));
  app.server.onPost = (asked, commit) => commit(asked);
  expect(app.retry({ jobId: jobId(1) })).toMatchObject({ endedAt: null });
  expect((await app.ended(jobId(1))).counts).toMatchObject({ shared: 100, failed: 0 });
  expect(app.server.posts[2]).toEqual(ids(100).slice(90));
});

test('a job under way is not retried', async () => {
  const app = start();
  let goOn = (): void => undefined;
  app.server.onPost = async (asked, commit) => {
    if (asked.includes('image0')) throw new AppError({ code: 'refused', status: 422, ...facts });
    await new Promise<void>((resolve) => (goOn = resolve));
    return commit(asked);
  };
  app.create(ids(100));
  await vi.waitFor(() => expect(app.server.posts).toHaveLength(2));
  expect(app.retry({ jobId: jobId(1) }).counts).toMatchObject({ failed: 90, sending: 10, queued: 0 });
  goOn();
  expect((await app.ended(jobId(1))).counts).toMatchObject({ failed: 90, shared: 10 });
  expect(app.server.posts).toHaveLength(2);
});

test('a retry looks up what is unknown before it sends it', async () => {
  const app = start();
  app.server.onPost = throwing(serverFailed);
  await app.share(['a', 'b']);
  // The server went on with half of it after its answer.
  app.server.commit(['a']);
  app.server.onPost = (asked, commit) => commit(asked);
  app.retry({ jobId: jobId(1) });
  await app.ended(jobId(1));
  expect(await app.outcomes(jobId(1))).toEqual(['a shared', 'b shared']);
  expect(app.server.posts).toEqual([['a', 'b'], ['b']]);
  expect(app.server.count('a')).toBe(1);
});

test('a retry that cannot look up sends nothing that is unknown', async () => {
  const app = start();
  app.server.onPost = throwing(serverFailed);
  await app.share(['a']);
  app.server.beforeRead = throwing(denied);
  app.retry({ jobId: jobId(1) });
  await app.ended(jobId(1));
  expect(await app.outcomes(jobId(1))).toEqual(['a unknown']);
  expect(app.server.posts).toHaveLength(1);
});

test('Retry clicked twice is one retry, and after success there is nothing to retry', async () => {
  const app = start();
  app.server.beforeRead = throwing(connectionRefused);
  await app.share(['a']);
  app.server.beforeRead = () => undefined;
  app.retry({ jobId: jobId(1) });
  app.retry({ jobId: jobId(1) });
  const { endedAt } = await app.ended(jobId(1));
  expect(app.server.posts).toEqual([['a']]);
  expect(app.retry({ jobId: jobId(1) }).endedAt).toBe(endedAt);
});

test('links open and are copied, one or all', async () => {
  const app = start();
  await app.share(['a', 'b']);
  const links = [`${origin}/sharing_images/row0/image`, `${origin}/sharing_images/row1/image`];
  await app.openLink({ jobId: jobId(1), imageId: 'b' });
  await app.copyLinks({ jobId: jobId(1), imageId: 'a' });
  await app.copyLinks({ jobId: jobId(1), imageId: null });
  expect(app.opened).toEqual([links[1]]);
  expect(app.copied).toEqual([links[0], links.join('\n')]);
});

test('a shared image without a link has none to open or copy', async () => {
  const app = start();
  app.server.onPost = (asked) => asked.map((imageId) => ({ rowId: 'row', imageId, link: null }));
  expect(await app.share(['a'])).toEqual(['a shared']);
  await expect(app.openLink({ jobId: jobId(1), imageId: 'a' })).rejects.toThrow('unknown-image');
  await expect(app.copyLinks({ jobId: jobId(1), imageId: null })).rejects.toThrow('unknown-image');
  expect([app.opened, app.copied]).toEqual([[], []]);
});

test('a job that is not there has neither items nor links', async () => {
  const app = start();
  const id = { jobId: jobId(9), imageId: 'a' };
  await expect(app.items(id)).rejects.toThrow('unknown-job');
  await expect(app.openLink(id)).rejects.toThrow('unknown-job');
  await expect(app.copyLinks(id)).rejects.toThrow('unknown-job');
  expect(() => app.retry(id)).toThrow('unknown-job');
});
