import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Columns } from '#shared/columns/read.ts';
import { shownIn } from '../../../state/selection/shown.ts';
import { columnsOf } from '../columns-of.fixture.ts';
import { cellBox, geometry } from './geometry.ts';
import { GridScroller } from './scroller.ts';

/** The page's clock, milliseconds, and who waits for its next frame. */
let now = 0;
let waiting: FrameRequestCallback[] = [];
beforeEach(() => {
  waiting = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => (waiting = []));
});
function frame(milliseconds = 16): void {
  now += milliseconds;
  for (const callback of waiting.splice(0)) callback(now);
}

/** As much of an element as a scroller touches; clamps as the browser does. */
class FakeElement extends EventTarget {
  limit = Infinity;
  private at = 0;
  /** Milliseconds from one movement to the next: a hand that scrolls slowly. */
  pace = 1_000;
  get scrollTop(): number {
    return this.at;
  }
  set scrollTop(value: number) {
    this.at = Math.min(Math.max(value, 0), this.limit);
    now += this.pace;
    this.dispatchEvent(Object.defineProperty(new Event('scroll'), 'timeStamp', { value: now }));
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

test('pictures are waited with while the album flies past, and not a frame longer', () => {
  const { element, scroller, layOut } = open(album(10_000));
  const g = layOut(inOrder(10_000));
  element.pace = 16;
  for (let i = 1; i <= 10; i += 1) {
    element.scrollTop = i * 320;
    frame(0);
  }
  const { fast, heading, first, end } = scroller.getSeen();
  expect([fast, heading]).toEqual([true, 1]);
  // Two frames of way are drawn ahead, and no more than rest on the other side.
  expect(cellBox(g, (end - 1) * g.columns).bottom).toBeGreaterThan(3_200 + view + 2 * 320);
  expect(cellBox(g, first * g.columns).bottom).toBeGreaterThan(3_200 - 4 * g.rowHeight);
  frame();
  expect(scroller.getSeen().fast).toBe(false);
  for (let i = 1; i <= 3; i += 1) element.scrollTop = 3_200 - i * 20;
  expect(scroller.getSeen()).toMatchObject({ fast: false, heading: -1 });
});

test('a jump is no fling: its pictures are fetched at once', () => {
  const { element, scroller, layOut } = open(album(10_000));
  layOut(inOrder(10_000));
  element.scrollTop = 200_000;
  expect(scroller.getSeen().fast).toBe(false);
});

test('no frame is asked for while the album stands still', () => {
  const { element, layOut } = open(album(10_000));
  layOut(inOrder(10_000));
  element.scrollTop = 500;
  expect(waiting.length).toBe(1);
  for (let i = 0; i < 20; i += 1) frame();
  expect(waiting.length).toBe(0);
});

test('any way through window and tile sizes and back comes back to the same pixel', () => {
  const sizes = fc.array(
    fc.record({ width: fc.integer({ min: 300, max: 2_500 }), tile: fc.integer({ min: 96, max: 480 }) }),
    { minLength: 1, maxLength: 8 },
  );
  const columns = album(5_000);
  const shown = shownIn(Uint32Array.from(inOrder(5_000)), 5_000);
  fc.assert(
    fc.property(fc.nat(150_000), sizes, (top, ways) => {
      const element = new FakeElement();
      const scroller = new GridScroller();
      scroller.attach(element as unknown as HTMLElement);
      const layOut = (width: number, tile: number) =>
        scroller.layOut({ columns, shown, geometry: geometry(5_000, width, tile), viewHeight: view }, null);
      layOut(1_000, 160);
      element.scrollTop = top;
      const before = scroller.top;
      const inSight = scroller.indexesInSight();
      for (const { width, tile } of ways) layOut(width, tile);
      layOut(1_000, 160);
      expect(scroller.top).toBeCloseTo(before, 3);
      expect(scroller.indexesInSight()).toEqual(inSight);
    }),
    { numRuns: 60 },
  );
});

test('at the very top new first images are seen; a pixel below it nothing moves', () => {
  const { element, scroller, layOut } = open(album(1_000));
  const g = layOut(inOrder(1_000));
  const more = (count: number): Columns =>
    columnsOf([
      ...inOrder(count).map((i) => ({ id: `new-${i}` })),
      ...inOrder(1_000).map((i) => ({ id: `image-${i}` })),
    ]);
  layOut(inOrder(1_000 + g.columns), { of: more(g.columns) });
  expect(scroller.top).toBe(0);
  layOut(inOrder(1_000));
  element.scrollTop = 2;
  layOut(inOrder(1_000 + g.columns), { of: more(g.columns) });
  expect(scroller.top).toBeCloseTo(2 + g.rowHeight, 3);
});

test('before there is anything to scroll, nothing fails', () => {
  const scroller = new GridScroller();
  scroller.reveal(3);
  scroller.scrollTo(100);
  expect(scroller.indexesInSight()).toEqual([0, 0]);
  expect(scroller.top).toBe(0);
});
