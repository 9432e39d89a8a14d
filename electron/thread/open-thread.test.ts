import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openThread } from './open-thread.ts';

function openNoisy() {
  const troubles: string[] = [];
  const thread = openThread({
    name: 'noisy',
    workerFile: join(import.meta.dirname, 'noisy.fixture.ts'),
    opening: [],
    onTrouble: ({ message }) => troubles.push(message),
  });
  return { thread, troubles };
}

test('what a thread complains of is told, since nobody reads its standard error', async () => {
  const { thread, troubles } = openNoisy();
  await thread.call('warn', []);
  await expect.poll(() => troubles.join('')).toContain('TestWarning: the copy could not be made');
  await thread.close();
});

test('why a thread ended by itself is told, and the next call starts it anew', async () => {
  const { thread, troubles } = openNoisy();
  // Whether its answer still comes is up to chance.
  await thread.call('crash', []).catch(() => undefined);
  await expect.poll(() => troubles).toContain('out of its mind');
  await expect(thread.call('anything', [])).resolves.toBe(null);
  await thread.close();
});
