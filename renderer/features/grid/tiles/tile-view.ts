import type { Geometry } from '../layout/geometry.ts';
import type { ShareMark } from './share-mark.ts';
import type { TileFacts } from './tile-facts.ts';
import { description, marks, missing, type TileLooks } from './tile-marks.ts';
import { tileParts } from './tile-parts.ts';
import { placeOf, type TilePlace } from './tile-place.ts';
import styles from './tile.module.css';

/** Pixels; in tile.module.css as well. */
const captionFont = 13;

/** The id of the element that stands for the image at `position`: what `aria-activedescendant` names. */
export const tileId = (position: number): string => `image-${position}`;

/** How the picture of a tile fares: none to be had; waits for its turn; on its way; there; could not be had. */
export type PictureState = 'none' | 'wanted' | 'coming' | 'there' | 'failed';

/**
 * What is seen of a tile. It writes to the document what has changed and nothing else: even the same value would be
 * worked out anew.
 */
export class TileView {
  place: TilePlace = { left: 0, top: 0, width: 0, height: 0 };
  private readonly parts = tileParts();
  private color = '';
  /** What few images have: marks, and what stands for a picture that cannot be had. */
  private extras: Element[] = [];

  get element(): HTMLElement {
    return this.parts.tile;
  }

  get picture(): HTMLImageElement {
    return this.parts.picture;
  }

  set picture(picture: HTMLImageElement) {
    this.parts.picture.replaceWith(picture);
    this.parts.picture = picture;
    size(picture.style, this.place);
  }

  /** What does not depend on how the picture fares. */
  write(position: number, facts: TileFacts, looks: TileLooks, geometry: Geometry): void {
    const { tile, caption, name } = this.parts;
    const words = facts.name || looks.noName;
    tile.id = tileId(position);
    tile.ariaLabel = words;
    tile.dataset.imageId = facts.id;
    tile.dataset.position = String(position);
    name.data = words;
    // A clip costs a little in every frame: only what may not fit has one, and a title. No letter is wider than the font's size.
    const mayNotFit = words.length * captionFont > geometry.cellWidth;
    if (mayNotFit) caption.title = words;
    else if (caption.title !== '') caption.removeAttribute('title');
    this.lay(placeOf(facts.ratio, geometry.cellWidth), geometry);
  }

  /** What does. @param below the likeness of a picture that could not be had. */
  draw(facts: TileFacts, state: PictureState, looks: TileLooks, below: ImageData | null): void {
    const { place, picture, name } = this.parts;
    // Its own name: an alternative text would be drawn, letter by letter, in each tile that flies past.
    picture.ariaLabel = name.data;
    const isMissing = state === 'failed' || state === 'none';
    // Under an opaque picture the colour may stay: a style that does not change costs nothing.
    const color = state === 'there' && !facts.opaque ? 'transparent' : (facts.color ?? '');
    this.paint(isMissing ? '' : color);
    for (const extra of this.extras) extra.remove();
    this.extras = [
      below === null ? null : likenessOf(below),
      isMissing ? missing(state === 'failed', looks) : null,
      marks(facts, looks),
    ].filter((extra) => extra !== null);
    if (this.extras.length > 0) place.append(...this.extras);
    if (place.hasAttribute('data-marked') !== this.extras.length > 0) place.toggleAttribute('data-marked');
  }

  /** What is to be said of it beside its name. */
  describe(facts: TileFacts, state: PictureState, share: ShareMark, looks: TileLooks): void {
    const words = description(facts, state === 'failed', share, looks) ?? null;
    if (this.parts.tile.ariaDescription !== words) this.parts.tile.ariaDescription = words;
  }

  /** What is known of it and the compared sharing: the stylesheet draws it, in the tile's own box. */
  wear(share: ShareMark): void {
    const { tile } = this.parts;
    if (share === null) delete tile.dataset.shared;
    else tile.dataset.shared = share;
  }

  /** Whether it is selected and whether keys go on from it. */
  mark(selected: boolean, active: boolean): void {
    const { tile } = this.parts;
    if (tile.ariaSelected !== String(selected)) tile.ariaSelected = String(selected);
    if (tile.hasAttribute('data-active') !== active) tile.toggleAttribute('data-active', active);
  }

  /** Whether its likeness is shown (on the grid's `LikenessSheet`). */
  markLikeness(has: boolean): void {
    const { place } = this.parts;
    if (place.hasAttribute('data-likeness') !== has) place.toggleAttribute('data-likeness', has);
  }

  private lay(place: TilePlace, geometry: Geometry): void {
    const { left, top, height } = place;
    this.place = place;
    // Its square's height whatever its own: the caption is below the square.
    const below = geometry.cellWidth - top - height;
    const margin = `${top}px 0px ${below}px ${left}px`;
    const { style } = this.parts.place;
    // Written again, a style is worked out again, even the same.
    if (style.margin !== margin) style.margin = margin;
    size(style, place);
    size(this.picture.style, place);
  }

  /** @param color of CSS; empty for the stylesheet's own. */
  private paint(color: string): void {
    if (color === this.color) return;
    this.color = color;
    this.parts.place.style.backgroundColor = color;
  }
}

/** In pixels, a picture too: where its size is given, it lays nothing out anew when it comes. */
function size(style: CSSStyleDeclaration, place: TilePlace): void {
  const [width, height] = [`${place.width}px`, `${place.height}px`];
  if (style.width !== width) style.width = width;
  if (style.height !== height) style.height = height;
}

/** Few tiles have one of their own: a canvas is a layer. */
function likenessOf(pixels: ImageData): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = styles.likeness ?? '';
  canvas.ariaHidden = 'true';
  canvas.width = pixels.width;
  canvas.height = pixels.height;
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas;
}
