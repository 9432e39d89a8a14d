import { expect, test } from 'vitest';
import { commandWords } from './command-words.ts';

test.each<[string, string[], boolean, string[] | null]>([
  ['the command of a packed app', ['app', 'resync', '--album', 'A'], true, ['--album', 'A']],
  ['the command behind options of Electron', ['app', '--no-sandbox', 'resync', '-h'], true, ['-h']],
  ['the command of an app that is not packed', ['electron', '.', 'resync', '--help'], false, ['--help']],
  ['the window', ['app', '--lang=fr'], true, null],
  ['a link that is opened', ['app', 'companion://album/resync', 'resync'], true, null],
  ['nothing at all', ['app'], true, null],
])('%s', (_, argv, isPackaged, words) => {
  expect(commandWords(argv, isPackaged)).toEqual(words);
});
