import { expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

const read = (words: string) => readArguments(words.split(' '), '/cache');
const whole = '--server https://a.example --token-file t';

test('albums, one or more behind one --album or several, each once', () => {
  expect(read(`--album A B A --album C ${whole}`)).toEqual({
    server: 'https://a.example',
    tokenFile: 't',
    albums: ['A', 'C', 'B'],
    idsFile: null,
    json: null,
    csv: null,
    dataFolder: '/cache',
    quiet: false,
  });
});

test('ids out of a file, an album they are expected in, and where what was found goes', () => {
  const words = `--ids-file ids.csv --album=A ${whole} --json - --csv out.csv --user-data-dir /d --quiet`;
  expect(read(words)).toMatchObject({
    albums: ['A'],
    idsFile: 'ids.csv',
    json: '-',
    csv: 'out.csv',
    dataFolder: '/d',
    quiet: true,
  });
});

test.each(['--help', '-h', `--album A --help`])('%s asks for help, whatever else is missing', (words) => {
  expect(read(words)).toBeNull();
});

test.each([
  ['nothing to ask for', whole],
  ['no server', '--album A --token-file t'],
  ['no token', '--album A --server https://a.example'],
  ['a word that is no option', `A ${whole}`],
  ['an option that is none', `--album A --albums B ${whole}`],
  ['an option without its value', `--album A ${whole} --json`],
  ['ids of several albums', `--ids-file f --album A B ${whole}`],
  ['token and ids from one input', '--ids-file - --server https://a.example --token-file -'],
  ['an option given twice', `--album A ${whole} --json a --json b`],
  ['both reports to one output', `--album A ${whole} --json - --csv -`],
])('%s is said', (_, words) => {
  expect(() => read(words)).toThrow(UsageError);
});
