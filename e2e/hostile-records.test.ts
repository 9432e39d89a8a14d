import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#shared/contract.ts';
import type { Columns } from '#shared/columns/read.ts';
import type { Library } from '../electron/library/library.ts';
import { openLocalLibrary } from '../electron/library/local-library.ts';
import {
  albumRecordForTests,
  bodyForTests,
  columnsForTests,
  recordForTests,
} from '../electron/library/record-for-tests.ts';
import { tileFacts } from '../renderer/features/grid/tiles/tile-facts.ts';
import { Facts } from '../renderer/features/viewer/facts.tsx';
import { FreeForm } from '../renderer/features/viewer/free-form.tsx';
import { startI18n } from '../renderer/i18n/index.ts';

/*
 * Attacks A5: whatever a record's fields hold, it is read, stored, carried to the page and shown, and nowhere on that way
 * does anything throw or say what only a program would.
 */

const accountId = 'account1';
const albumId = 'a0B5e00000Studio';
const looking = { cause: 'opened', by: null } as const;
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
let library: Library;
beforeAll(async () => {
  library = openLocalLibrary(join(folder, 'library.db'), join(folder, 'history.db'));
  await startI18n('en');
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true });
});

/** JSON that `JSON.stringify` would not write: put in where a text says so. */
const raw = (json: string): string => `@@${json}@@`;
const unwrapped = (text: string): string => text.replace(/"@@(.*?)@@"/g, '$1');

const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    ' ',
    '0',
    '-1',
    '12.5',
    '1e5',
    [],
    {},
    [null],
    [[[]]],
    [1, 2, 3],
  ),
  fc.constantFrom<unknown>(-1, 0, -0, 0.5, 90, 361, -90, 2 ** 31, 2 ** 53, 1e21, 1e308, -1e308, 8.64e15),
  fc.constantFrom(raw('1e999'), raw('-1e999'), raw(`1${'0'.repeat(400)}`), raw('-0')),
  fc.constantFrom(
    '2021-13-45T99:99:99Z',
    '0000-00-00',
    '9999-12-31T23:59:59Z',
    '-271821-04-20T00:00:00Z',
    'now',
  ),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '<img src=x>',
    '\u202egpj.exe',
    'x'.repeat(70_000),
    '__proto__',
    '#ggg',
    '?3',
  ),
  fc.constantFrom('javascript:alert(1)', '/assets/blank.jpg#', '//elsewhere.example/a.jpg', 'img-0', 'img-1'),
  fc.jsonValue({ maxDepth: 3 }).filter((value) => !isProgramText.test(JSON.stringify(value))),
);

/** What nobody but a program would say. */
const isProgramText = /undefined|NaN|Infinity|Invalid Date|\[object/;

const fields = Object.keys(recordForTests('a'));
const inner = ['infos', 'external_urls', 'thumbnails', 'exifs', 'metadatas', 'gps', 'tag_names'];
const innerKeys = ['tags', 'etag', 'original_filename', 'fill100', 'large', 'Model', '0', '1', '__proto__'];

interface Change {
  within: string | null;
  key: string;
  value: unknown;
  gone: boolean;
}
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    within: fc.constant(null),
    key: fc.constantFrom(...fields),
    value: values,
    gone: fc.boolean(),
  }),
  fc.record({
    within: fc.constantFrom(...inner),
    key: fc.constantFrom(...innerKeys),
    value: values,
    gone: fc.boolean(),
  }),
);

function changed(index: number, changes: readonly Change[]): unknown {
  const of = index % 2 === 0 ? recordForTests : albumRecordForTests;
  const record = structuredClone(of(`img-${index}`)) as Record<string, unknown>;
  for (const { within, key, value, gone } of changes) {
    const inside = within === null ? record : record[within];
    if (typeof inside !== 'object' || inside === null) continue;
    if (gone) Reflect.deleteProperty(inside, key);
    // Its own property, as `JSON.parse` makes one of any name.
    else Object.defineProperty(inside, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return record;
}

function expectSoundTiles(columns: Columns): void {
  for (let position = 0; position < columns.count; position += 1) {
    const { id, name, address, color, ratio, page } = tileFacts(accountId, albumId, columns, position);
    expect(id).not.toBe('');
    expect(`${id}${name}${address ?? ''}`).not.toMatch(isProgramText);
    expect(color ?? '#000000').toMatch(/^#[\da-f]{6}$/);
    expect(Number.isFinite(ratio ?? 1) && (ratio ?? 1) > 0).toBe(true);
    expect(Number.isInteger(page) && page >= 0).toBe(true);
    expect(name.length).toBeLessThan(600);
  }
}

async function expectSoundViewer(columns: Columns): Promise<void> {
  for (let position = 0; position < columns.count; position += 1) {
    const id = columns.text('id', position);
    const facts = contract['images.details'].output.parse(await library.details(accountId, albumId, id));
    const shown = createElement(
      QueryClientProvider,
      { client: new QueryClient() },
      createElement(Facts, { facts }),
      createElement(FreeForm, { title: 'Exif', values: facts.exifs }),
      createElement(FreeForm, { title: 'Metadata', values: facts.metadatas }),
    );
    const markup = renderToStaticMarkup(shown);
    expect(markup).not.toMatch(isProgramText);
    expect(markup).not.toContain('<img src');
    await library.pictureAddresses(accountId, albumId, id, 'small');
  }
}

test(
  'A5: records with anything in any field are shown with what can be read of them, and counted',
  { timeout: 120_000 },
  async () => {
    const lists = fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lists, async (list) => {
        const answer = unwrapped(JSON.stringify(list.map((changes, index) => changed(index, changes))));
        const body = bodyForTests(answer);
        const [stored] = await library.storeList({ accountId, looking, source: 'album', albumId, body });
        const state = contract['albums.open'].output.parse(stored?.state);
        expect(state.imagesCount + state.repeatedCount + state.unreadableCount).toBe(list.length);
        const columns = await columnsForTests(library, accountId, albumId);
        expect(columns.count).toBe(state.imagesCount);
        expectSoundTiles(columns);
        await expectSoundViewer(columns);
      }),
      { numRuns: 300 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);
