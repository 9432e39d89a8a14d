import { frame, untilFrame } from './frames.ts';

const grid = (): HTMLElement | null => document.querySelector<HTMLElement>('[role=grid]');

/** The element that the album scrolls by: the grid, one in it or one around it. */
export function scroller(): HTMLElement {
  const start = grid();
  if (start === null) throw new Error('There is no grid');
  const around: HTMLElement[] = [];
  for (let each = start.parentElement; each !== null; each = each.parentElement) around.push(each);
  const scrolls = (element: HTMLElement): boolean =>
    /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight;
  return [start, ...start.querySelectorAll<HTMLElement>('*'), ...around].find(scrolls) ?? start;
}

/** The tiles of which at least a pixel can be seen, each with its place. */
export function tilesInView(): { cell: HTMLElement; box: DOMRect }[] {
  const view = grid()?.getBoundingClientRect();
  if (view === undefined) return [];
  return [...document.querySelectorAll<HTMLElement>('[role=grid] [role=gridcell]')]
    .map((cell) => ({ cell, box: cell.getBoundingClientRect() }))
    .filter(({ box }) => box.bottom > view.top + 1 && box.top < view.bottom - 1 && box.width > 0);
}

export function hasPicture(cell: HTMLElement): boolean {
  const image = cell.querySelector('img');
  return (
    image !== null &&
    image.complete &&
    image.naturalWidth > 0 &&
    image.checkVisibility({ opacityProperty: true })
  );
}

/**
 * Until every tile that can be seen shows its picture, decoded. Gives the time of the frame after that.
 * @param least fewer tiles than that are no screen of them
 */
export async function untilPainted(least: number): Promise<number> {
  for (;;) {
    await frame();
    const tiles = tilesInView();
    if (tiles.length < least || !tiles.every(({ cell }) => hasPicture(cell))) continue;
    const decoded = await Promise.allSettled(
      tiles.flatMap(({ cell }) => [...cell.querySelectorAll('img')]).map((image) => image.decode()),
    );
    await frame();
    // A picture that gave way to another while it was decoded was not painted.
    if (decoded.every(({ status }) => status === 'fulfilled')) return frame();
  }
}

/** How many images the app says there are: the second number of its status "Selection". */
function count(): number {
  const said = document.querySelector('[role=status][aria-label=Selection]')?.textContent ?? '';
  return Number((/ of ([\d,]+)/.exec(said)?.[1] ?? 'NaN').replaceAll(',', ''));
}

/** Until the app counts so many images, and has rows for them. */
export function untilCounted(images: number): Promise<void> {
  return untilFrame(() => {
    const columns = Number(grid()?.getAttribute('aria-colcount'));
    return (
      count() === images && Number(grid()?.getAttribute('aria-rowcount')) === Math.ceil(images / columns)
    );
  });
}

/** Until the album is counted to its end and its last image can be scrolled to. Gives the time of the frame after that. */
export async function untilWhole(images: number, lastId: string): Promise<number> {
  await untilCounted(images);
  await untilFrame(() => {
    const element = scroller();
    element.scrollTop = element.scrollHeight;
    return tilesInView().some(({ cell }) => cell.dataset['imageId'] === lastId);
  });
  return frame();
}

/** How the app lays its tiles out, so that another page can do the same. */
export function tileLayout() {
  const view = scroller();
  const [first, second] = tilesInView();
  if (first === undefined || second === undefined) throw new Error('There are no tiles');
  const columns = Number(grid()?.getAttribute('aria-colcount'));
  const below = tilesInView()[columns];
  const box = view.getBoundingClientRect();
  const picture = first.cell.querySelector('img')?.parentElement?.getBoundingClientRect() ?? first.box;
  return {
    width: box.width,
    height: box.height,
    columns,
    tiles: tilesInView().length,
    cellWidth: first.box.width,
    pitchX: second.box.left - first.box.left,
    pitchY: (below?.box.top ?? first.box.bottom) - first.box.top,
    cellHeight: first.box.height,
    pictureSide: Math.max(picture.width, picture.height),
  };
}

export type TileLayout = ReturnType<typeof tileLayout>;

/** The images of the first row of which the larger part is in sight, and how far it is below the view's top, pixels. */
export function topRow(): { ids: string[]; offset: number } {
  const view = grid()?.getBoundingClientRect().top ?? 0;
  const tiles = tilesInView().filter(({ box }) => box.top + box.height / 2 >= view);
  const top = Math.min(...tiles.map(({ box }) => box.top));
  const row = tiles.filter(({ box }) => Math.abs(box.top - top) < 1);
  return { ids: row.map(({ cell }) => cell.dataset['imageId'] ?? ''), offset: top - view };
}

/** The middle of the first or last tile that can be seen, to click on. */
export function tileMiddle(which: 'first' | 'last'): { x: number; y: number } {
  const found = tilesInView().at(which === 'first' ? 0 : -1);
  if (found === undefined) throw new Error('There are no tiles');
  const { left, top, width, height } = found.box;
  return { x: left + width / 2, y: top + height / 2 };
}
