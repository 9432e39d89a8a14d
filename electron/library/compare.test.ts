import { expect, test } from 'vitest';
import { compareFacts } from './compare.ts';
import { readImageRecord } from './image-record.ts';
import type { JsonObject } from './record-fields.ts';
import { albumRecordForTests, recordForTests } from './record-for-tests.ts';

const facts = (record: JsonObject) => readImageRecord(record, 0)!;
const changed = (before: JsonObject, after: JsonObject) =>
  compareFacts(facts(recordForTests('1', before)), facts(recordForTests('1', after)));

test('the same record has not changed', () => {
  expect(changed({}, {})).toEqual([]);
});

test.each<[JsonObject, JsonObject, string, string | null, string | null]>([
  [{ title: null }, { title: 'Roof' }, 'title', null, 'Roof'],
  [{ title: 'Roof' }, { title: null }, 'title', 'Roof', null],
  [{ filename: 'a' }, { filename: 'b' }, 'filename', 'a', 'b'],
  [{ tag_names: ['a', 'b'] }, { tag_names: ['a'] }, 'tagNames', 'a, b', 'a'],
  [{ tag_names: ['a'] }, { tag_names: [] }, 'tagNames', 'a', null],
  [{ gps: null }, { gps: [48.86, 2.35] }, 'gps', null, '48.86, 2.35'],
  [{ crop_w: 0 }, { crop_x: 3, crop_y: 2, crop_w: 10, crop_h: 11 }, 'crop', null, '10x11+3+2'],
  [{ color: '#00000A' }, { color: '#' }, 'color', '#00000A', null],
  [{ rotation: 0 }, { rotation: 90 }, 'rotation', '0', '90'],
  [{ processed: false }, { processed: true }, 'processed', 'false', 'true'],
  [{ exifs: { Model: 'A' } }, { exifs: { Model: 'B' } }, 'exif.Model', 'A', 'B'],
  [{ exifs: {} }, { exifs: { toString: 'B' } }, 'exif.toString', null, 'B'],
  [{ metadatas: { Job: '7' } }, { metadatas: {} }, 'metadata.Job', '7', null],
  [
    { updated_at: '2021-03-05T10:00:00Z' },
    { updated_at: '2021-03-06T10:00:00Z' },
    'updatedAt',
    '2021-03-05T10:00:00.000Z',
    '2021-03-06T10:00:00.000Z',
  ],
])('%j to %j is one change that reads well', (before, after, field, was, is) => {
  expect(changed(before, after)).toEqual([{ field, before: was, after: is }]);
});

test('tags of the same words in other pieces have changed', () => {
  expect(changed({ tag_names: ['a, b'] }, { tag_names: ['a', 'b'] })).toHaveLength(1);
});

test('what one of the two routes does not carry is no change, either way', () => {
  const [syncs, album] = [facts(recordForTests('1')), facts(albumRecordForTests('1'))];
  expect(compareFacts(syncs, album)).toEqual([]);
  expect(compareFacts(album, syncs)).toEqual([]);
});

test('a field that became unreadable has changed, that it is odd is no change of its own', () => {
  expect(changed({}, { size: 'x' })).toEqual([{ field: 'bytes', before: '52114', after: null }]);
});
