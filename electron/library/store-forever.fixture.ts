import { openLocalLibrary } from './local-library.ts';
import { bodyForTests, recordForTests, lookingForTests } from './record-for-tests.ts';

/*
 * `node store-forever.fixture.ts FILE`: stores an album of 1,500 images again and again, each time with another title for
 * all of them, and writes a line each time, until it is killed (`killed.test.ts`).
 */

const file = process.argv[2] ?? '';
const library = openLocalLibrary(file, `${file}.history`);
for (let round = 0; ; round += 1) {
  const title = `Round ${process.pid} ${round}`;
  const records = Array.from({ length: 1_500 }, (_, i) => recordForTests(`img-${i}`, { title }));
  const body = bodyForTests(records, 65_536);
  await library.storeList({
    looking: lookingForTests,
    accountId: 'account1',
    source: 'image_syncs',
    albumId: 'Album',
    body,
  });
  process.stdout.write(`${round}\n`);
}
