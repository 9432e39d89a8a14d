import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bootId, mono } from './boot.ts';

const path = JSON.stringify(join(import.meta.dirname, 'boot.ts'));

/** What another process takes for the machine's start and time. */
function elsewhere(): { boot: string; at: number } {
  const code = `import(${path}).then(({ bootId, mono }) => console.log(JSON.stringify({ boot: bootId(), at: mono() })))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' })) as ReturnType<
    typeof elsewhere
  >;
}

test.runIf(process.platform === 'linux')(
  'two starts of the app in one of the machine know that they are, and count from the same moment',
  () => {
    const before = mono();
    const { boot, at } = elsewhere();
    expect(boot).toBe(bootId());
    expect(at).toBeGreaterThan(before);
    expect(at).toBeLessThan(mono());
  },
);
