import { beforeEach, expect, test, vi } from 'vitest';
import type { Columns } from '#shared/columns/read.ts';
import { columnsOf } from '../features/grid/columns-of.fixture.ts';
import {
  placeSelection,
  redoSelection,
  select,
  setActive,
  showOnlySelected,
  undoSelection,
  useSelection,
} from './selection.ts';
import { each } from './selection/positions.ts';
import { selectOne, toggle } from './selection/selection.ts';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  useSelection.setState({ place: null });
});

const album = (...ids: string[]): Columns => columnsOf(ids.map((id) => ({ id })));
const place = (columns: Columns, albumId = 'A', growing = false) =>
  placeSelection({ accountId: 'account01', albumId, columns, growing });
const arrives = (columns: Columns) => place(columns, 'A', true);
const chosen = (): (string | undefined)[] => {
  const { place: at, history } = useSelection.getState();
  return Array.from(each(history.now.chosen), (position) => at?.columns.text('id', position));
};

test('an album that changed keeps its selection, its undo and where the keys are', () => {
  place(album('a', 'b', 'c'));
  select((now) => selectOne(now, 0));
  select((now) => toggle(now, 2));
  setActive(2);
  place(album('new', 'c', 'b', 'a'));
  expect(chosen()).toEqual(['c', 'a']);
  expect(useSelection.getState().active).toBe(1);
  undoSelection();
  expect(chosen()).toEqual(['a']);
  redoSelection();
  expect(chosen()).toEqual(['c', 'a']);
});

test('an image that was removed is not selected any more, nor shown as the only ones', () => {
  place(album('a', 'b', 'c'));
  select((now) => toggle(selectOne(now, 0), 2));
  showOnlySelected(true);
  place(album('a', 'b'));
  expect(chosen()).toEqual(['a']);
  expect([...each(useSelection.getState().only!)]).toEqual([0]);
});

test('a reload recalls what was selected, each album its own', () => {
  place(album('a', 'b', 'c'));
  select((now) => selectOne(now, 1));
  place(album('x', 'y'), 'B');
  expect(chosen()).toEqual([]);
  useSelection.setState({ place: null });
  place(album('a', 'b', 'c'));
  expect(chosen()).toEqual(['b']);
});

test('an album that arrives keeps selection, undo and where the keys are, and what is chosen meanwhile', () => {
  arrives(album('a', 'b'));
  select((now) => selectOne(now, 1));
  setActive(1);
  showOnlySelected(true);
  arrives(album('a', 'b', 'c'));
  expect(chosen()).toEqual(['b']);
  expect([...each(useSelection.getState().only!)]).toEqual([1]);
  select((now) => toggle(now, 2));
  place(album('a', 'b', 'c', 'd'));
  expect(chosen()).toEqual(['b', 'c']);
  expect(useSelection.getState().active).toBe(1);
  undoSelection();
  expect(chosen()).toEqual(['b']);
});

test('all of an album that still arrives, once selected, stays all of it; a part of it stays that part', () => {
  arrives(album('a', 'b'));
  select((now) => selectOne(now, 0));
  select((now) => toggle(now, 1));
  arrives(album('a', 'b', 'c'));
  expect(chosen()).toEqual(['a', 'b', 'c']);
  place(album('a', 'b', 'c', 'd'));
  expect(chosen()).toEqual(['a', 'b', 'c', 'd']);
  undoSelection();
  expect(chosen()).toEqual(['a']);
  // It has arrived: an image that is new now was not meant.
  redoSelection();
  place(album('a', 'b', 'c', 'd', 'e'));
  expect(chosen()).toEqual(['a', 'b', 'c', 'd']);
});

test('a reload while the album arrives finds the selection once its images are there', () => {
  arrives(album('a', 'b', 'c', 'd'));
  select((now) => toggle(selectOne(now, 1), 3));
  useSelection.setState({ place: null });
  arrives(album('a', 'b'));
  expect(chosen()).toEqual([]);
  arrives(album('a', 'b', 'c', 'd', 'e'));
  expect(chosen()).toEqual(['b', 'd']);
});

test('what is chosen before the former selection was found takes its place', () => {
  arrives(album('a', 'b', 'c', 'd'));
  select((now) => selectOne(now, 3));
  useSelection.setState({ place: null });
  arrives(album('a', 'b'));
  select((now) => selectOne(now, 0));
  place(album('a', 'b', 'c', 'd'));
  expect(chosen()).toEqual(['a']);
  useSelection.setState({ place: null });
  place(album('a', 'b', 'c', 'd'));
  expect(chosen()).toEqual(['a']);
});

test('what is kept while the album still arrives is found in the whole of it', () => {
  arrives(album('a', 'b'));
  select((now) => selectOne(now, 1));
  place(album('a', 'b', 'c'));
  useSelection.setState({ place: null });
  place(album('a', 'b', 'c'));
  expect(chosen()).toEqual(['b']);
});

test('a storage that is full forgets rather than recalling something else', () => {
  place(album('a', 'b'));
  select((now) => selectOne(now, 1));
  vi.stubGlobal('sessionStorage', {
    removeItem: (key: string) => kept.delete(key),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  select((now) => selectOne(now, 0));
  expect([...kept.values()]).toEqual([]);
  expect(chosen()).toEqual(['a']);
});
