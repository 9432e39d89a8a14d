import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openLibrary } from './open-library.ts';
import { bodyForTests, recordForTests, lookingForTests } from './record-for-tests.ts';

test('a thread that dies fails the calls under way; the next call starts it anew with all it held', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  // The real worker, with one id that kills the thread it runs in.
  const workerFile = join(folder, 'worker.mts');
  writeFileSync(
    workerFile,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ args }) => { if (args?.[0] === 'die') process.exit(1); });
     await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'worker.ts')).href)});`,
  );
  const library = openLibrary({
    file: join(folder, 'library.db'),
    historyFile: join(folder, 'library-history.db'),
    workerFile,
  });
  const albumId = 'Album';
  const list = { accountId: 'account1', source: 'album', albumId, looking: lookingForTests } as const;
  await library.storeList({ ...list, body: bodyForTests([recordForTests('a')]) });

  const underWay = library.storeList({ ...list, body: endless() });
  const deadly = library.albums('die');
  const lost = { data: { code: 'storage-failed', detail: 'other' } };
  await Promise.all([
    expect(underWay).rejects.toMatchObject(lost),
    expect(deadly).rejects.toMatchObject(lost),
  ]);

  expect(await library.albums('account1')).toMatchObject([{ albumId, imagesCount: 1 }]);
  await library.close();
  rmSync(folder, { recursive: true });
});

async function* endless(): AsyncGenerator<Uint8Array> {
  yield* bodyForTests('[');
  for (;;) yield* bodyForTests(`${JSON.stringify(recordForTests('b'))},`);
}

test('a reader that is slower than the line makes the line wait', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  const workerFile = join(folder, 'worker.mts');
  // A worker that opens, and never takes a chunk.
  writeFileSync(
    workerFile,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ kind, call, method }) => {
       if (kind === 'call' && method !== 'storeList') parentPort.postMessage({ kind: 'answer', call, value: [] });
     });`,
  );
  const library = openLibrary({
    file: join(folder, 'library.db'),
    historyFile: join(folder, 'library-history.db'),
    workerFile,
  });
  let sent = 0;
  const counted = async function* () {
    for await (const chunk of endless()) {
      sent += chunk.length;
      yield chunk;
    }
  };
  const call = library.storeList({
    looking: lookingForTests,
    accountId: 'a',
    source: 'album',
    albumId: 'A',
    body: counted(),
  });
  await expect.poll(() => sent).toBeGreaterThan(0);
  await expect
    .poll(async () => {
      const now = sent;
      for (let turn = 0; turn < 50; turn += 1) await library.albums('a');
      return sent - now;
    })
    .toBe(0);
  // A few large messages, and no more however long it waits.
  expect(sent).toBeLessThan(2 ** 22);
  await Promise.all([
    expect(call).rejects.toMatchObject({ data: { code: 'storage-failed' } }),
    library.close(),
  ]);
  rmSync(folder, { recursive: true });
});
