import { frame } from './frames.ts';
import { hasPicture, scroller, tilesInView, untilPainted } from './tiles.ts';

/** A move by so many pixels a second, from one place of the scrolled element. */
export interface Fling {
  from: number;
  /** Negative: upwards. */
  pixelsPerSecond: number;
  seconds: number;
}

async function move({ from, pixelsPerSecond, seconds }: Fling, each: (now: number) => void): Promise<void> {
  const element = scroller();
  element.scrollTop = from;
  await frame();
  const start = await frame();
  for (let now = start; now - start < seconds * 1_000; now = await frame()) {
    element.scrollTop = from + ((now - start) / 1_000) * pixelsPerSecond;
    each(now);
  }
}

/** Flings and gives the milliseconds from each frame to the next. */
export async function fling(given: Fling): Promise<number[]> {
  const times: number[] = [];
  await move(given, (now) => times.push(now));
  return times.slice(1).map((time, i) => time - (times[i] ?? time));
}

/** Jumps to a place; gives the frames of the second after it. */
export async function jump(to: number): Promise<number[]> {
  const times: number[] = [await frame()];
  scroller().scrollTop = to;
  while ((times.at(-1) ?? 0) - (times[0] ?? 0) < 1_000) times.push(await frame());
  return times.slice(1).map((time, i) => time - (times[i] ?? time));
}

/**
 * Flings and looks, after each frame is painted, at what it showed. Gives the tiles seen, those of them that showed
 * neither picture nor likeness, the most rows that had no tile, and how long it took from the last move until all
 * pictures were there.
 */
export async function watchFling(given: Fling) {
  const seen = { tiles: 0, blank: 0, pictures: 0, rowsWithoutTile: 0 };
  const afterPaint = new MessageChannel();
  afterPaint.port1.onmessage = () => {
    const tiles = tilesInView();
    for (const { cell } of tiles) {
      seen.tiles += 1;
      if (hasPicture(cell)) seen.pictures += 1;
      else if (cell.querySelector('[data-likeness]') === null) seen.blank += 1;
    }
    seen.rowsWithoutTile = Math.max(seen.rowsWithoutTile, emptyRows(tiles.map(({ box }) => box)));
  };
  let last = 0;
  await move(given, (now) => {
    last = now;
    // A task of its own comes after this frame's layout and paint.
    afterPaint.port2.postMessage(null);
  });
  const settledMs = (await untilPainted(1)) - last;
  afterPaint.port1.close();
  return { ...seen, settledMs };
}

/** How many rows of the view hold no tile. */
function emptyRows(boxes: readonly DOMRect[]): number {
  const view = scroller().getBoundingClientRect();
  const tops = [...new Set(boxes.map(({ top }) => Math.round(top)))].sort((a, b) => a - b);
  const height = boxes[0]?.height ?? 150;
  const edges = [view.top - height, ...tops, view.bottom];
  let rows = 0;
  for (const [i, top] of edges.slice(1).entries()) {
    const free = top - ((edges[i] ?? top) + height);
    // Gaps between rows, and the album's own padding at its ends, are no missing rows.
    if (free > height / 4) rows += Math.ceil((free - height / 4) / height);
  }
  return rows;
}
