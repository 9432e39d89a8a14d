import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

/*
 * A share never goes through Chromium, which would send it again by itself. What a test cannot show of code that is not
 * written yet, the lint rule refuses; here it is shown that it does.
 */

const root = join(import.meta.dirname, '../..');
// These rules need no types, and types take seconds.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: defineConfig(tseslint.configs.disableTypeChecked, {
    languageOptions: { parserOptions: { projectService: false, project: false } },
  }),
});

/** The rules about Chromium that a line breaks, where it stands in this file. */
async function broken(line: string, file: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: join(root, file) });
  const found = result?.messages ?? [];
  expect(found.filter(({ fatal }) => fatal)).toEqual([]);
  return found.flatMap(({ ruleId }) => (ruleId?.startsWith('no-restricted-') === true ? [ruleId] : []));
}

test.each([
  "import { net } from 'electron';",
  "import { app, net as network } from 'electron';",
  "import { net } from 'electron/main';",
  "import * as electron from 'electron'; electron.net.request('https://a.example');",
  "const { net } = await import('electron');",
  "(await import('electron')).net.fetch('https://a.example');",
  "net.fetch('https://a.example');",
  "session.fetch('https://a.example');",
  "session.defaultSession.fetch('https://a.example');",
  "contents.session['fetch']('https://a.example');",
  'const { fetch } = session.defaultSession;',
  "await fetch('https://a.example');",
  "await globalThis.fetch('https://a.example');",
  'const send = fetch;',
  'new XMLHttpRequest();',
])('row 13: in the main process, %s is refused', async (line) => {
  for (const file of [
    'electron/main.ts',
    'electron/sharing/lanes.ts',
    'electron/transport/node-transport.ts',
  ])
    expect(await broken(line, file)).not.toEqual([]);
});

test.each(["await fetch('https://a.example');", 'new XMLHttpRequest();'])(
  'row 13: in the page, %s is refused',
  async (line) => {
    for (const file of ['renderer/bridge.ts', 'renderer/features/sharing/share-dialog.tsx'])
      expect(await broken(line, file)).not.toEqual([]);
  },
);

test('row 13: where the page reads bytes of its own origin, it sends none', async () => {
  const file = 'renderer/queries/marks.ts';
  expect(await broken("await fetch('/marks/1', { signal });", file)).toEqual([]);
  for (const line of ["await fetch('/marks/1', { method: 'POST' });", "await fetch('/x', { body: '' });"])
    expect(await broken(line, file)).not.toEqual([]);
});

test.each([
  "import { isIP } from 'node:net';",
  "import { session } from 'electron'; session.defaultSession.resolveProxy('https://a.example');",
  'await transport(request);',
])('%s is fine', async (line) => {
  expect(await broken(line, 'electron/main.ts')).toEqual([]);
});
