import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageFacts, type ImageFacts } from '#shared/models/image.ts';
import { readImageRecord } from './image-record.ts';
import { pictureAddresses } from './picture-addresses.ts';
import type { JsonObject } from './record-fields.ts';
import { albumRecordForTests, recordForTests } from './record-for-tests.ts';

const factsFrom = (record: unknown): ImageFacts => readImageRecord(record, 7)!;
const withChange = (changes: JsonObject) => factsFrom(recordForTests('img-1', changes));

test('an ordinary record has nothing odd, and processed: false is no error', () => {
  const facts = withChange({});
  expect(facts).toMatchObject({
    id: 'img-1',
    albumId: 'a0B5e00000Studio',
    filename: 'Façade img-1',
    title: null,
    tagNames: ['north', 'roof'],
    uploaderId: null,
    width: 400,
    height: 300,
    crop: null,
    bytes: 52_114,
    etag: 'etag-of-img-1',
    color: 0x7f7f7f,
    createdAt: Date.UTC(2021, 2, 4, 9),
    takenAt: null,
    gps: [48.86, 2.35],
    processed: false,
    processingError: null,
    exifs: { Model: 'Pinhole 2', ISO: '200' },
    oddFields: [],
  });
});

test('a field that the route does not carry is absent, one that is empty is there', () => {
  const facts = factsFrom(albumRecordForTests('img-1'));
  expect('tagNames' in facts || 'uploaderId' in facts).toBe(false);
  expect(withChange({ tag_names: [], user_sfid: null })).toMatchObject({ tagNames: [], uploaderId: null });
  expect(withChange({ tag_names: null, user_sfid: '005A' })).toMatchObject({
    tagNames: [],
    uploaderId: '005A',
  });
});

test.each<[string, JsonObject, Partial<ImageFacts>]>([
  ['size as text', { size: '10668' }, { bytes: 10_668 }],
  ['no size', { size: null }, { bytes: null }],
  ['a colour that is none', { color: '#' }, { color: null }],
  ['no colour', { color: null }, { color: null }],
  ['a crop', { crop_x: 3, crop_y: 2, crop_w: 10, crop_h: 11 }, { crop: { x: 3, y: 2, w: 10, h: 11 } }],
  ['no place', { gps: null }, { gps: null }],
  ['no width', { width: 0 }, { width: null }],
  ['turned left', { rotation: -90 }, { rotation: 270 }],
  ['no album but a tag of the store', { album_id: null }, { albumId: 'a0B5e00000Studio' }],
  ['no album at all', { album_id: null, infos: {} }, { albumId: '', etag: null }],
  ['no file name', { filename: null }, { filename: 'DSC_0101' }],
  ['no file name at all', { filename: null, infos: null }, { filename: '' }],
  ['blank title', { title: '  ' }, { title: null }],
  ['no id but a public one', { id: null, public_id: 'pub' }, { id: 'pub' }],
  ['a number for an id', { id: 12 }, { id: '12' }],
  ['an error', { processing_error: 'too large' }, { processingError: 'too large' }],
  ['a date without zone', { taken_at: '2018-01-01 08:00:00' }, { takenAt: Date.UTC(2018, 0, 1, 8) }],
  [
    'free fields within fields',
    { exifs: { GPS: { Lat: [1, 2] }, A: null } },
    { exifs: { 'GPS.Lat': '1, 2' } },
  ],
])('%s is read and nothing odd', (_, changes, facts) => {
  expect(withChange(changes)).toMatchObject({ ...facts, oddFields: [] });
});

const deep = { a: { a: { a: { a: { a: { a: 1 } } } } } };
test.each<[string, JsonObject, Partial<ImageFacts>]>([
  ['size', { size: -1 }, { bytes: null }],
  ['size', { size: 1e300 }, { bytes: null }],
  ['size', { size: 'NaN' }, { bytes: null }],
  ['width', { width: 'wide' }, { width: null }],
  ['height', { height: 1e12 }, { height: null }],
  ['crop_w', { crop_w: -5, crop_h: 5 }, { crop: null }],
  ['color', { color: '#GGGGGG' }, { color: null }],
  ['color', { color: '"><script>' }, { color: null }],
  ['gps', { gps: [91, 0] }, { gps: null }],
  ['gps', { gps: [1] }, { gps: null }],
  ['gps', { gps: '48.86, 2.35' }, { gps: null }],
  ['taken_at', { taken_at: 'yesterday 1' }, { takenAt: null }],
  ['taken_at', { taken_at: '2018-99-99T00:00:00Z' }, { takenAt: null }],
  ['updated_at', { updated_at: 1_554_745_136 }, { updatedAt: null }],
  ['title', { title: { en: 'no' } }, { title: null }],
  ['tag_names', { tag_names: ['a', 1, null] }, { tagNames: ['a'] }],
  ['tag_names', { tag_names: 'a, b' }, { tagNames: [] }],
  ['processed', { processed: 'yes' }, { processed: false }],
  ['processing_error', { processing_error: { code: 5 } }, { processingError: '5' }],
  ['processing_error', { processing_error: true }, { processingError: 'true' }],
  ['exifs', { exifs: [1] }, { exifs: {} }],
  ['exifs', { exifs: deep }, { exifs: {} }],
  ['infos', { infos: 'none' }, { etag: null }],
  ['id', { id: { $oid: 1 }, public_id: undefined }, { id: '?7' }],
  ['id', { id: 'a\u0000b' }, { id: '?7' }],
  ['id', { id: '?1' }, { id: '?7' }],
  ['id', { id: 'x'.repeat(256) }, { id: '?7' }],
  ['album_id', { album_id: 'a\nb' }, { albumId: '' }],
])('an unreadable %s is named and costs itself alone: %j', (field, changes, facts) => {
  const read = withChange(changes);
  expect(read.oddFields).toEqual([field]);
  expect(read).toMatchObject({ filename: 'Façade img-1', ...facts });
});

test('an object without any id is an image with an id made up, a thing that is no object is none', () => {
  expect(factsFrom({})).toMatchObject({ id: '?7', albumId: '', filename: '', oddFields: ['id'] });
  for (const value of [null, undefined, 1, 'text', true, [], [{}]]) {
    expect(readImageRecord(value, 0)).toBeNull();
  }
});

test('__proto__ and the like in any place change nothing but themselves', () => {
  const payload = '{"__proto__":{"polluted":1,"size":5},"constructor":{"prototype":{"polluted":1}},"a":"b"}';
  const text = JSON.stringify({ ...recordForTests('img-1'), exifs: 'X', metadatas: 'X', infos: 'X' });
  const record: unknown = JSON.parse(`{"__proto__":${payload},${text.slice(1).replaceAll('"X"', payload)}`);
  const facts = factsFrom(record);
  expect(facts.bytes).toBe(52_114);
  expect(facts.exifs).toEqual({
    'constructor.prototype.polluted': '1',
    '__proto__.polluted': '1',
    '__proto__.size': '5',
    a: 'b',
  });
  expect(Object.getPrototypeOf(facts.exifs)).toBe(Object.prototype);
  expect(({} as JsonObject)['polluted']).toBeUndefined();
  expect(factsFrom(JSON.parse('{"id":"1","exifs":{"__proto__":"x"}}'))).toMatchObject({
    exifs: {},
    oddFields: ['exifs'],
  });
});

test('long texts and many keys are cut, and no text holds half a character', () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key ${i}`, 'v'.repeat(9_000)]));
  const facts = withChange({ title: '😀'.repeat(9_999) + '\uD800', description: '\uD800', exifs: many });
  expect(facts.title!.length).toBeLessThanOrEqual(1_000);
  expect(JSON.stringify(facts).length).toBeLessThan(200_000);
  expect([facts.title, facts.description].every((text) => text!.isWellFormed())).toBe(true);
  expect(facts.oddFields).toEqual(['exifs']);
});

test('pictures are named best first, as written, each once', () => {
  const record = recordForTests('img-1');
  expect(pictureAddresses(record, 'small')[0]).toMatch(/^\/assets\/blank\.jpg#https:.*w_300/);
  expect(pictureAddresses(record, 'screen')[0]).toMatch(/h_2000/);
  expect(pictureAddresses(record, 'screen').at(2)).toMatch(/fl_attachment/);

  const odd = {
    id: '1',
    external_urls: { fill100: 5, large: 'same' },
    thumbnails: { large: 'same', full: 'x'.repeat(5_000) },
  };
  for (const size of ['small', 'screen'] as const) expect(pictureAddresses(odd, size)).toEqual(['same']);
  for (const none of [null, 5, {}, { thumbnails: [] }]) expect(pictureAddresses(none, 'small')).toEqual([]);
});

test('whatever a record holds in whatever field, it is read and fits the model', () => {
  const names = [...Object.keys(recordForTests('x')), '__proto__', 'toString'];
  const mutation = fc.array(fc.tuple(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 6 })), {
    maxLength: 12,
  });
  const inside = fc.array(
    fc.tuple(fc.constantFrom('infos', 'thumbnails', 'external_urls'), fc.jsonValue(), fc.string()),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(mutation, inside, (changes, inner) => {
      const entries = new Map<string, unknown>(Object.entries(recordForTests('x')));
      for (const [name, value, key] of inner)
        entries.set(name, { tags: value, [key]: value, fill100: value });
      for (const [name, value] of changes) entries.set(name, value);
      const read = readImageRecord(JSON.parse(JSON.stringify(Object.fromEntries(entries))), 3)!;
      expect(imageFacts.safeParse(read).error).toBeUndefined();
      expect(read.id).not.toBe('');
    }),
  );
});
