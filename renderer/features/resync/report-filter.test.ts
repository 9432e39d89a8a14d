import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resyncKinds, resyncMarks, type ResyncKind, type ResyncMark } from '#shared/models/resync.ts';
import { filterText, noFilter, shownImages, shownLines, toggled } from './report-filter.ts';
import { indexOf, resyncOf } from './report.fixture.ts';

const row = (kind: ResyncKind, ...marks: ResyncMark[]) => ({ kind, marks });
const lines = (rows: ReturnType<typeof row>[], filter = noFilter) => [
  ...shownLines(indexOf(rows), filter).lines,
];

test('what failed comes first, then kind by kind, as it came within a kind', () => {
  const rows = [row('added'), row('changed'), row('failed'), row('changed'), row('not-found')];
  expect(lines(rows)).toEqual([2, 1, 3, 0, 4]);
});

test('a moved block is one line, whatever stands within it', () => {
  const rows = [
    row('moved'),
    row('moved', 'goes-on'),
    row('added'),
    row('moved', 'goes-on'),
    row('moved'),
    row('changed', 'moved', 'goes-on'),
    row('moved', 'goes-on'),
  ];
  expect(lines(rows)).toEqual([5, 0, 4, 2]);
});

test('a moved block is unfolded where it stands, and only that one', () => {
  const rows = [
    row('changed', 'moved'),
    row('moved', 'goes-on'),
    row('moved', 'goes-on'),
    row('changed'),
    row('moved'),
    row('moved', 'goes-on'),
  ];
  const index = indexOf(rows);
  const [first = 0, , , , second = 0] = index.keys;
  const unfolded = (...keys: number[]) => [...shownLines(index, noFilter, new Set(keys)).lines];
  expect(unfolded()).toEqual([0, 3, 4]);
  expect(unfolded(first)).toEqual([0, 1, 2, 3, 4]);
  expect(unfolded(second)).toEqual([0, 3, 4, 5]);
  expect([...shownLines(index, noFilter).blocks]).toEqual([
    [first, 2],
    [second, 1],
  ]);
  // Where its other images are filtered out there is nothing to unfold.
  expect(shownLines(index, { kinds: ['changed'], marks: [] }).blocks.size).toBe(0);
});

test('a block whose first image is filtered out is still one line', () => {
  const rows = [row('changed', 'moved'), row('moved', 'goes-on'), row('moved', 'goes-on')];
  expect(lines(rows)).toEqual([0]);
  expect(lines(rows, { kinds: ['moved'], marks: [] })).toEqual([1]);
  expect(shownImages(resyncOf(), indexOf(rows), { kinds: [], marks: ['moved'] })).toBe(1);
});

test('kinds and marks filter: any of these kinds with any of these marks', () => {
  const kinds = fc.subarray([...resyncKinds]);
  const marks = fc.subarray(resyncMarks.filter((mark) => mark !== 'goes-on'));
  const rows = fc.array(fc.record({ kind: fc.constantFrom(...resyncKinds), marks }));
  fc.assert(
    fc.property(rows, kinds, marks, (all, ofKinds, withMarks) => {
      const isShown = (each: (typeof all)[number]) =>
        (ofKinds.length === 0 || ofKinds.includes(each.kind)) &&
        (withMarks.length === 0 || each.marks.some((mark) => withMarks.includes(mark)));
      const shown = lines(all, { kinds: ofKinds, marks: withMarks });
      expect(shown.toSorted((a, b) => a - b)).toEqual(all.flatMap((each, n) => (isShown(each) ? [n] : [])));
    }),
  );
});

test('images without a line are counted with their kind', () => {
  const resync = resyncOf({ counts: { unchanged: 897, changed: 2 } });
  const index = indexOf([row('changed'), row('changed'), row('unchanged', 'processing-error')]);
  expect(shownImages(resync, index, { kinds: ['unchanged'], marks: [] })).toBe(897);
  expect(shownImages(resync, index, { kinds: ['unchanged'], marks: ['processing-error'] })).toBe(1);
  expect(shownImages(resync, index, noFilter)).toBe(3);
});

test('a filter is a part of an address', () => {
  expect(filterText(noFilter)).toBe('');
  expect(filterText({ kinds: ['changed', 'not-found'], marks: [] })).toBe('changed,not-found');
  expect(filterText({ kinds: ['changed'], marks: ['picture', 'moved'] })).toBe('changed+picture,moved');
});

test('a button pressed twice is not pressed', () => {
  expect(toggled(toggled(['changed'], 'moved'), 'changed')).toEqual(['moved']);
});
