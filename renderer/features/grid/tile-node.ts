import type { Columns } from '#shared/columns/read.ts';
import type { Geometry } from './geometry.ts';
import { likenessAt } from './likeness-at.ts';
import { likenessPixels } from './likeness-pixels.ts';
import { sheetScale } from './likeness-sheet.ts';
import { tileFacts, type TileFacts } from './tile-facts.ts';
import { description, marks, missing, type TileLooks } from './tile-marks.ts';
import { newPicture, tileParts } from './tile-parts.ts';
import type { TilePictures } from './tile-pictures.ts';
import { pictureSide, placeOf, type TilePlace } from './tile-place.ts';

/** What the tiles of a grid are drawn from. */
export interface TileSource {
  readonly accountId: string;
  readonly albumId: string;
  readonly columns: Columns;
  readonly looks: TileLooks;
  readonly geometry: Geometry;
}

/** Pixels; in tile.module.css as well. */
const captionFont = 13;

/** The id of the element that stands for the image at `position`: what `aria-activedescendant` names. */
export const tileId = (position: number): string => `image-${position}`;

/**
 * `none`: there is none to fetch; `wanted`: to be fetched when its turn comes.
 */
type PictureState = 'none' | 'wanted' | 'coming' | 'there' | 'failed';

/**
 * One image of the grid, drawn by hand: nodes that are given one image after the other as the album is scrolled. The
 * picture in them is always that of the image they stand for, or there is none.
 */
export class TileNode {
  readonly pictures: TilePictures;
  source: TileSource;
  position = -1;
  facts: TileFacts | null = null;
  state: PictureState = 'none';
  private readonly parts = tileParts();
  private color = '';
  place: TilePlace = { left: 0, top: 0, width: 0, height: 0 };
  /** What is shown in place of the picture, until it is there; on the grid's `LikenessSheet`. */
  likeness: ImageData | null = null;
  /** What few images have: marks, and what stands for a picture that cannot be had. */
  private extras: Element[] = [];

  constructor(pictures: TilePictures, source: TileSource) {
    this.pictures = pictures;
    this.source = source;
  }

  get element(): HTMLElement {
    return this.parts.tile;
  }

  get picture(): HTMLImageElement {
    return this.parts.picture;
  }

  /** Gives the tile an image, the one it has or another one. */
  show(position: number, source: TileSource): void {
    const facts = tileFacts(source.accountId, source.albumId, source.columns, position);
    const isSame = this.facts !== null && this.facts.address === facts.address;
    if (!isSame) this.leave();
    this.position = position;
    this.source = source;
    this.facts = facts;
    this.write(facts);
    if (!isSame) this.enter(facts);
    this.draw(facts);
  }

  /** Shows whether it is selected and whether keys go on from it. */
  mark(selected: boolean, active: boolean): void {
    const { tile } = this.parts;
    if (tile.ariaSelected !== String(selected)) tile.ariaSelected = String(selected);
    if (tile.hasAttribute('data-active') !== active) tile.toggleAttribute('data-active', active);
  }

  /** Fetches the picture: its turn has come. */
  load(address: string): void {
    const { picture } = this;
    this.turn('coming');
    const came = () => {
      this.stopListening();
      this.turn('there');
      this.pictures.came(this);
    };
    picture.onload = came;
    picture.onerror = () => {
      this.cancel();
      this.turn('failed');
      this.pictures.failed(this);
    };
    picture.src = address;
    // The browser has it in memory.
    if (picture.complete && picture.naturalWidth > 0) came();
  }

  /** Stops fetching the picture: its turn comes again. */
  takeBack(): void {
    this.cancel();
    this.turn('wanted');
  }

  /** Wants the picture again that failed. */
  wantAgain(): void {
    if (this.state === 'failed') this.turn('wanted');
  }

  /** Lets go of the image: a picture that is there is put away, one on its way is not loaded on. */
  leave(): void {
    const { state, facts } = this;
    this.facts = null;
    this.state = 'none';
    this.likeness = null;
    const address = facts?.address ?? null;
    if (address === null) return;
    if (state === 'there') {
      this.pictures.put(address, this.picture);
      this.changePicture(newPicture());
    } else if (state === 'coming') {
      this.cancel();
      this.pictures.cancelled(this);
    }
  }

  /** Shows the picture that is wanted where it is at hand by now. */
  claimPicture(): void {
    if (this.state === 'wanted' && this.facts !== null && this.hasPicture(this.facts)) this.turn('there');
  }

  private hasPicture({ address }: TileFacts): boolean {
    const picture = address === null ? null : this.pictures.take(address);
    if (picture !== null) this.changePicture(picture);
    return picture !== null;
  }

  private enter(facts: TileFacts): void {
    if (facts.address === null) this.state = 'none';
    else if (this.hasPicture(facts)) this.state = 'there';
    else this.state = this.pictures.hasFailed(facts.address) ? 'failed' : 'wanted';
  }

  private turn(state: PictureState): void {
    this.state = state;
    if (this.facts !== null) this.draw(this.facts);
  }

  private cancel(): void {
    this.stopListening();
    this.picture.removeAttribute('src');
  }

  private stopListening(): void {
    this.picture.onload = null;
    this.picture.onerror = null;
  }

  private changePicture(picture: HTMLImageElement): void {
    this.parts.picture.replaceWith(picture);
    this.parts.picture = picture;
    size(picture.style, this.place);
  }

  /** What does not depend on how its picture fares. */
  private write(facts: TileFacts): void {
    const { tile, caption, name } = this.parts;
    const { looks, geometry } = this.source;
    const words = facts.name || looks.noName;
    tile.id = tileId(this.position);
    tile.ariaLabel = words;
    tile.dataset.imageId = facts.id;
    tile.dataset.position = String(this.position);
    name.data = words;
    // A clip costs a little in every frame: only what may not fit has one. No letter is wider than the font's size.
    const mayNotFit = words.length * captionFont > geometry.cellWidth;
    if (caption.hasAttribute('data-long') !== mayNotFit) caption.toggleAttribute('data-long', mayNotFit);
    if (mayNotFit) caption.title = words;
    else if (caption.title !== '') caption.removeAttribute('title');
    this.lay(placeOf(facts.ratio, geometry.cellWidth));
  }

  private lay(place: TilePlace): void {
    const { left, top, width, height } = place;
    this.place = place;
    // Its square's height whatever its own: the caption is below the square.
    const below = this.source.geometry.cellWidth - top - height;
    const margin = `${top}px 0px ${below}px ${left}px`;
    const { style } = this.parts.place;
    // Written again, a style is worked out again, even the same.
    if (style.margin !== margin) style.margin = margin;
    size(style, place);
    size(this.picture.style, place);
  }

  /** What does. */
  private draw(facts: TileFacts): void {
    const { tile, place, picture, name } = this.parts;
    const { looks } = this.source;
    const { state } = this;
    // Its own name: an alternative text would be drawn, letter by letter, in each tile that flies past.
    picture.ariaLabel = name.data;
    const isMissing = state === 'failed' || state === 'none';
    // Under an opaque picture the colour may stay: a style that does not change costs nothing.
    const color = state === 'there' && !facts.opaque ? 'transparent' : (facts.color ?? '');
    this.paint(isMissing ? '' : color);
    if (this.likeness !== null && !this.isComing) {
      this.pictures.uncover(this);
      this.likeness = null;
    }
    this.markLikeness();

    for (const extra of this.extras) extra.remove();
    this.extras = [isMissing ? missing(state === 'failed', looks) : null, marks(facts, looks)].filter(
      (extra) => extra !== null,
    );
    if (this.extras.length > 0) place.append(...this.extras);
    if (place.hasAttribute('data-marked') !== this.extras.length > 0) place.toggleAttribute('data-marked');
    tile.ariaDescription = description(facts, state === 'failed', looks) ?? null;
  }

  /** @param color of CSS; empty for the stylesheet's own. */
  private paint(color: string): void {
    if (color === this.color) return;
    this.color = color;
    this.parts.place.style.backgroundColor = color;
  }

  private get isComing(): boolean {
    return this.state === 'wanted' || this.state === 'coming';
  }

  /** What to show while the picture is on its way; null where it is there, or nothing is known of it. */
  likenessWhileComing(): ImageData | null {
    if (this.isComing) this.likeness ??= this.likenessOf();
    this.markLikeness();
    return this.likeness;
  }

  private markLikeness(): void {
    const { place } = this.parts;
    const has = this.likeness !== null;
    if (place.hasAttribute('data-likeness') !== has) place.toggleAttribute('data-likeness', has);
  }

  private likenessOf(): ImageData | null {
    const likeness = likenessAt(this.source.columns, this.position);
    if (likeness === null) return null;
    const scale = sheetScale(pictureSide(this.source.geometry.cellWidth));
    const width = Math.max(1, Math.round(this.place.width / scale));
    const height = Math.max(1, Math.round(this.place.height / scale));
    return new ImageData(likenessPixels(likeness, width, height), width, height);
  }
}

/** In pixels, a picture too: where its size is given, it lays nothing out anew when it comes. */
function size(style: CSSStyleDeclaration, place: TilePlace): void {
  const [width, height] = [`${place.width}px`, `${place.height}px`];
  if (style.width !== width) style.width = width;
  if (style.height !== height) style.height = height;
}
