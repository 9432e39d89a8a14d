import { frame } from './frames.ts';
import { untilPainted, type TileLayout } from './tiles.ts';

let pictures: Blob[] = [];

/** Takes the first pictures of the album into memory. */
export async function loadTiles(images: number): Promise<void> {
  const tiles = (await (await fetch('/bench/tiles.json')).json()) as [name: string, address: string][];
  pictures = await Promise.all(
    tiles.slice(0, images).map(async ([, address]) => (await fetch(address)).blob()),
  );
}

/** Paints those pictures as tiles of the app's size and gives the milliseconds until all can be seen. */
export async function paintTiles(layout: TileLayout): Promise<number> {
  document.body.replaceChildren();
  await frame();
  const start = await frame();
  const grid = album(layout);
  pictures.forEach((picture, i) => {
    const cell = document.createElement('div');
    cell.setAttribute('role', 'gridcell');
    const [column, row] = [i % layout.columns, Math.floor(i / layout.columns)];
    cell.style.cssText = `position: absolute; width: ${layout.cellWidth}px; height: ${layout.cellHeight}px;
      transform: translate(${column * layout.pitchX}px, ${row * layout.pitchY}px)`;
    const image = new Image(layout.pictureSide, layout.pictureSide);
    image.style.objectFit = 'contain';
    // A new address each time: nothing is decoded already.
    image.src = URL.createObjectURL(picture);
    const name = document.createElement('div');
    name.textContent = `Picture ${i}`;
    cell.append(image, name);
    grid.append(cell);
  });
  document.body.append(grid);
  const painted = await untilPainted(pictures.length);
  for (const image of grid.querySelectorAll('img')) URL.revokeObjectURL(image.src);
  return painted - start;
}

/** An empty page that scrolls as far as the album does. */
export function emptyAlbum(layout: TileLayout, height: number): void {
  const grid = album(layout);
  const space = document.createElement('div');
  space.style.height = `${height}px`;
  grid.append(space);
  document.body.replaceChildren(grid);
}

function album({ width, height }: TileLayout): HTMLElement {
  const grid = document.createElement('div');
  grid.setAttribute('role', 'grid');
  grid.style.cssText = `position: relative; width: ${width}px; height: ${height}px; overflow: hidden auto;
    contain: strict`;
  return grid;
}
