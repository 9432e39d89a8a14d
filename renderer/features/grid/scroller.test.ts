import { expect, test } from 'vitest';
import type { Columns } from '#shared/columns/read.ts';
import { shownIn } from '../../state/selection/shown.ts';
import { columnsOf } from './columns-of.fixture.ts';
import { cellBox, geometry } from './geometry.ts';
import { GridScroller } from './scroller.ts';

/** As much of an element as a scroller touches; clamps as the browser does. */
class FakeElement extends EventTarget {
  limit = Infinity;
  private at = 0;
  /** Milliseconds: a hand that scrolls slowly, whatever the machine. */
  private now = 0;
  get scrollTop(): number {
    return this.at;
  }
  set scrollTop(value: number) {
    this.at = Math.min(Math.max(value, 0), this.limit);
    this.now += 1_000;
    this.dispatchEvent(Object.defineProperty(new Event('scroll'), 'timeStamp', { value: this.now }));
  }
}

const view = 600;
const album = (count: number): Columns =>
  columnsOf(Array.from({ length: count }, (_, i) => ({ id: `image-${i}` })));

function open(columns: Columns) {
  const element = new FakeElement();
  const scroller = new GridScroller();
  scroller.attach(element as unknown as HTMLElement);
  const layOut = (
    order: ArrayLike<number>,
    { width = 1_000, of = columns, active = null as number | null } = {},
  ) => {
    const g = geometry(order.length, width, 160);
    scroller.layOut(
      { columns: of, shown: shownIn(Uint32Array.from(order), of.count), geometry: g, viewHeight: view },
      active,
    );
    return g;
  };
  return { element, scroller, layOut };
}

const inOrder = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test('scrolling shows the rows in sight and a few more', () => {
  const { element, scroller, layOut } = open(album(1_000));
  const g = layOut(inOrder(1_000));
  element.scrollTop = 5_000;
  const { first, end } = scroller.getSeen();
  expect(cellBox(g, first * g.columns).top).toBeLessThan(5_000);
  expect(cellBox(g, (end - 1) * g.columns).bottom).toBeGreaterThan(5_000 + view);
  expect((end - first) * g.rowHeight).toBeLessThan(view + 6 * g.rowHeight);
});

test('nobody is told while the rows in sight are the same', () => {
  const { element, scroller, layOut } = open(album(1_000));
  layOut(inOrder(1_000));
  element.scrollTop = 1_000;
  let told = 0;
  scroller.subscribe(() => (told += 1));
  element.scrollTop = 1_001;
  expect(told).toBe(0);
  element.scrollTop = 1_300;
  expect(told).toBe(1);
});

test('a search that hides the place shows its results from the top, and clearing it leads back', () => {
  const { element, scroller, layOut } = open(album(1_000));
  layOut(inOrder(1_000));
  element.scrollTop = 7_000;
  layOut([1, 2, 3]);
  expect(scroller.top).toBe(0);
  layOut(inOrder(1_000));
  expect(scroller.top).toBe(7_000);
});

test('another order keeps the active image where it is, if it is in sight', () => {
  const { element, scroller, layOut } = open(album(1_000));
  const g = layOut(inOrder(1_000));
  element.scrollTop = 5_000;
  const active = g.columns * Math.ceil((5_000 + 100) / g.rowHeight) + 1;
  const before = cellBox(g, active).top - scroller.top;
  const reversed = inOrder(1_000).reverse();
  layOut(reversed, { active });
  expect(cellBox(g, reversed.indexOf(active)).top - scroller.top).toBeCloseTo(before, 3);
});

test('sorting while at the top stays at the top', () => {
  const { scroller, layOut } = open(album(1_000));
  layOut(inOrder(1_000));
  layOut(inOrder(1_000).reverse(), { active: 3 });
  expect(scroller.top).toBe(0);
});

test('images that are added and removed elsewhere move nothing on the screen', () => {
  const { element, scroller, layOut } = open(album(1_000));
  const g = layOut(inOrder(1_000));
  element.scrollTop = 5_000;
  // As many as three rows are gone from the album's start.
  const gone = 3 * g.columns;
  const later = columnsOf(inOrder(1_000 - gone).map((i) => ({ id: `image-${i + gone}` })));
  layOut(inOrder(1_000 - gone), { of: later });
  expect(scroller.top).toBeCloseTo(5_000 - 3 * g.rowHeight, 3);
});

test('revealing an image scrolls no farther than it takes', () => {
  const { scroller, layOut } = open(album(1_000));
  const g = layOut(inOrder(1_000));
  scroller.reveal(0);
  expect(scroller.top).toBe(0);
  scroller.reveal(500);
  expect(cellBox(g, 500).bottom).toBeLessThanOrEqual(scroller.top + view);
  const { top } = scroller;
  scroller.reveal(500);
  expect(scroller.top).toBe(top);
});

test('before there is anything to scroll, nothing fails', () => {
  const scroller = new GridScroller();
  scroller.reveal(3);
  scroller.scrollTo(100);
  expect(scroller.indexesInSight()).toEqual([0, 0]);
  expect(scroller.top).toBe(0);
});
