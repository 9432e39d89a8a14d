import { openLocalLibrary } from './local-library.ts';
import { bodyForTests, recordForTests } from './record-for-tests.ts';

/*
 * `node store-forever.fixture.ts FILE`: stores an album of 1,500 images again and again, each time with another title for
 * all of them, and writes a line each time, until it is killed (`killed.test.ts`).
 */

const library = openLocalLibrary(process.argv[2] ?? '');
for (let round = 0; ; round += 1) {
  const title = `Round ${process.pid} ${round}`;
  const records = Array.from({ length: 1_500 }, (_, i) => recordForTests(`img-${i}`, { title }));
  const body = bodyForTests(records, 65_536);
  await library.storeList({ accountId: 'account1', source: 'image_syncs', albumId: 'Album', body });
  process.stdout.write(`${round}\n`);
}
