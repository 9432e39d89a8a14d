/** Where in its tile a picture is; CSS pixels. */
export interface TilePlace {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Around the picture, pixels. */
const frame = 6;

/** The square that holds a picture has this side. */
export const pictureSide = (cellWidth: number): number => cellWidth - 2 * frame;

/**
 * The picture's own shape, as large as fits, in the middle of the square at the tile's top.
 * @param ratio width by height; null where unknown.
 */
export function placeOf(ratio: number | null, cellWidth: number): TilePlace {
  const side = pictureSide(cellWidth);
  // A panorama is still something to click on.
  const shape = Math.min(Math.max(ratio ?? 1, 0.15), 6);
  const width = Math.round(shape >= 1 ? side : side * shape);
  const height = Math.round(shape >= 1 ? side / shape : side);
  return { left: (cellWidth - width) >> 1, top: (cellWidth - height) >> 1, width, height };
}
