import { errorData } from '#shared/errors.ts';
import { bootId, mono } from './boot.ts';
import { openLocalJournal } from './open-local-journal.ts';

/*
 * `node hold-journal.fixture.ts FILE JOBS`: opens the journal, writes so many jobs of three images, each into a sharing of
 * its own, begins to send the last one, prints what came of it, and holds the journal open until it is killed.
 */

const [, , file = '', jobs = '0'] = process.argv;
const clocks = { boot: bootId(), mono, wall: Date.now };
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const journal = openLocalJournal(file, { ...clocks, onTrouble: (cause) => console.error(cause) });
  const now = () => ({ mono: mono(), wall: Date.now(), fenceMs: 120_000, notBefore: 0 });
  for (let n = 1; n <= Number(jobs); n += 1) {
    const lane = { accountId: 'anna', server: 'https://api.example', sharingId: `sharing-${n}` };
    const jobId = `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const imageIds = [1, 2, 3].map((image) => `image-${n}-${image}`);
    await journal.create({ ...lane, jobId, albumId: 'Album', labels: {}, again: false, imageIds }, now());
    if (n < Number(jobs)) continue;
    await journal.next(lane, now());
    const step = await journal.listed(lane, { body: new Blob(['[]']).stream(), hintsAtMore: false }, now());
    say({ step: step.kind });
  }
  say({ open: true });
  setInterval(() => undefined, 1_000_000);
} catch (thrown) {
  say({ error: errorData(thrown) });
}
