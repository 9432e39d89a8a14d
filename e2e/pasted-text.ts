/* What people paste where ids are wanted: thousands of lines out of tables, mails, pages, logs and scripts. */

/** One way in which an id stands in such a text, and what beside it is no id. */
type Mess = [write: (id: string) => string, noIds: string[]];

const messes: Mess[] = [
  [(id) => `"IMG ""17"".jpg";"${id}";"Beach, at dawn"`, ['IMG ""17"".jpg', 'Beach', 'at dawn']],
  [(id) => `${id}\tRoof\t12.5`, ['Roof', '12.5']],
  [(id) => `> >> On Monday Ana wrote: ${id}`, ['On Monday Ana wrote']],
  // The source of a mail, whose lines break anywhere.
  [(id) => `${id.slice(0, 20)}=\r\n${id.slice(20)}`, []],
  [(id) => `https://app.example.com/images/${id}/edit?ids%5B%5D=1#top`, []],
  [(id) => `ids%5B%5D%3D${id.replaceAll('-', '%2D')}%26`, []],
  [(id) => `<td class="id"><a href="/images/${id}">Show</a></td>`, ['td class="id"><a']],
  [(id) => `&lt;li&gt;&nbsp;${id.replaceAll('-', '&#45;')}&nbsp;&lt;/li&gt;`, ['li', '/li']],
  [(id) => `  {"id":"${id}","processed":true},`, ['processed":true']],
  [(id) => `{\\"id\\":\\"${id}\\"}`, []],
  [(id) => `\\u003c${id}\\u003e`, []],
  [(id) => `('${id}', NULL),`, ['NULL']],
  [(id) => `| \`${id}\` | **done** |`, ['done']],
  [(id) => `« ${id} »`, []],
  [(id) => `Image id: {${id.toUpperCase()}}`, []],
  [(id) => `\u200b${id.slice(0, 9)}\u00ad${id.slice(9)}\u2060`, []],
  [(id) => `\u00a0\u202f${id.replaceAll('-', '\u2011')}\u00a0`, []],
];

/** A text, and what is to be found in it. */
export interface PastedText {
  text: string;
  lines: number;
  repeated: string[];
  noIds: string[];
}

/**
 * A text of a header, each of `ids` once in one mess, the first `again` of them once more in another, and so many lines
 * with no id, all mixed.
 */
export function pastedText(ids: readonly string[], again: number, withoutIds: number): PastedText {
  const write = (id: string, n: number): string => messes[n % messes.length]?.[0](id) ?? id;
  const repeated = ids.slice(0, again);
  const junk = Array.from({ length: withoutIds }, (_, n) => noId(ids[n] ?? '', n));
  const lines = mixed([
    ...ids.map(write),
    ...repeated.map((id, n) => write(id, n + 1 + (n % 7))),
    ...junk.map(([line]) => line),
  ]);
  const text = ['\ufeff"Image id";"Name"', ...lines].join('\r\n');
  return {
    text,
    lines: text.split('\n').length,
    repeated,
    noIds: [...new Set([...messes.flatMap(([, noIds]) => noIds), ...junk.flatMap(([, pieces]) => pieces)])],
  };
}

/** A line with no id in it, and what is quoted of it. */
function noId(id: string, n: number): [line: string, pieces: string[]] {
  const spoilt: [string, string[]][] = [
    [id.slice(0, 23), [id.slice(0, 23)]],
    [`${id}0`, [`${id}0`]],
    [`"${id.replaceAll('-', '')}"`, [id.replaceAll('-', '')]],
    ['Kind regards; Ana', ['Kind regards', 'Ana']],
    ['-- ', []],
    ['', []],
  ];
  return spoilt[n % spoilt.length] ?? ['', []];
}

/** The same lines in another order, always the same. */
const mixed = (lines: readonly string[]): string[] =>
  lines
    .map((line, n) => ({ line, at: (n * 7_919) % lines.length }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ line }) => line);
