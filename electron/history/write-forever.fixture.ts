import { accountId, albumId, findingForTests, looking } from './history-for-tests.ts';
import { openHistory } from './local-history.ts';

/* Writes one report after the other, and tells the id of each on a line of its own. Run as `node FILE history.sqlite`. */

const { history } = openHistory(process.argv[2] ?? '');
for (let round = 0; ; round += 1) {
  const writer = history.writer(accountId, albumId, looking, round);
  for (let i = 0; i < 2_000; i += 1) writer.add(findingForTests(`img-${i}`));
  console.log(writer.commit(round)?.id);
}
