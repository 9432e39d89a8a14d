import type { Columns } from '#shared/columns/read.ts';
import type { Geometry } from '../layout/geometry.ts';
import { likenessAt } from './likeness-at.ts';
import { likenessPixels } from './likeness-pixels.ts';
import { sheetScale } from './likeness-sheet.ts';
import { shareMarkAt, type ShareMark, type ShareMarks } from './share-mark.ts';
import { tileFacts, type TileFacts } from './tile-facts.ts';
import type { TileLooks } from './tile-marks.ts';
import { newPicture } from './tile-parts.ts';
import type { TilePictures } from './tile-pictures.ts';
import { pictureSide } from './tile-place.ts';
import { TileView, type PictureState } from './tile-view.ts';

/** What the tiles of a grid are drawn from. */
export interface TileSource {
  readonly accountId: string;
  readonly albumId: string;
  readonly columns: Columns;
  readonly looks: TileLooks;
  readonly geometry: Geometry;
  readonly marks: ShareMarks | null;
}

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
  readonly view = new TileView();
  /** What is shown in place of the picture, until it is there; on the grid's `LikenessSheet`. */
  likeness: ImageData | null = null;
  private share: ShareMark = null;
  /** The picture in it is put away: another is to take its place. */
  private hasGivenAway = false;

  constructor(pictures: TilePictures, source: TileSource) {
    this.pictures = pictures;
    this.source = source;
  }

  get element(): HTMLElement {
    return this.view.element;
  }

  get picture(): HTMLImageElement {
    return this.view.picture;
  }

  /** Gives the tile an image, the one it has or another one. */
  show(position: number, source: TileSource): void {
    const facts = tileFacts(source.accountId, source.albumId, source.columns, position);
    const isSame = this.facts !== null && this.facts.address === facts.address;
    if (!isSame) this.leave();
    this.position = position;
    this.source = source;
    this.facts = facts;
    this.view.write(position, facts, source.looks, source.geometry);
    if (!isSame) this.enter(facts);
    this.putOn(shareMarkAt(source.marks, position));
    this.draw();
  }

  /** What is known of the images and the compared sharing has changed. */
  wear(marks: ShareMarks | null): void {
    if (!this.putOn(shareMarkAt(marks, this.position)) || this.facts === null) return;
    this.view.describe(this.facts, this.state, this.share, this.source.looks);
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
      this.hasGivenAway = true;
    } else if (state === 'coming') {
      this.cancel();
      this.pictures.cancelled(this);
    }
  }

  /** Shows the picture that is wanted where it is at hand by now. */
  claimPicture(): void {
    if (this.state === 'wanted' && this.facts !== null && this.hasPicture(this.facts)) this.turn('there');
  }

  /** @returns whether that was another one. */
  private putOn(share: ShareMark): boolean {
    if (share === this.share) return false;
    this.share = share;
    this.view.wear(share);
    return true;
  }

  private hasPicture({ address }: TileFacts): boolean {
    const picture = address === null ? null : this.pictures.take(address);
    if (picture !== null) this.setPicture(picture);
    return picture !== null;
  }

  private enter(facts: TileFacts): void {
    if (facts.address === null) this.state = 'none';
    else if (this.hasPicture(facts)) this.state = 'there';
    else this.state = this.pictures.hasFailed(facts.address) ? 'failed' : 'wanted';
    if (this.hasGivenAway) this.setPicture(newPicture());
  }

  private setPicture(picture: HTMLImageElement): void {
    this.view.picture = picture;
    this.hasGivenAway = false;
  }

  private turn(state: PictureState): void {
    this.state = state;
    this.draw();
  }

  private cancel(): void {
    this.stopListening();
    this.picture.removeAttribute('src');
  }

  private stopListening(): void {
    this.picture.onload = null;
    this.picture.onerror = null;
  }

  private draw(): void {
    const { facts, state, source } = this;
    if (facts === null) return;
    // Seen before, it is not blank for what has happened to its picture since.
    const below = state === 'failed' ? this.likenessOf() : null;
    this.view.draw(facts, state, source.looks, below);
    this.view.describe(facts, state, this.share, source.looks);
    if (this.likeness !== null && !this.isComing) {
      this.pictures.uncover(this);
      this.likeness = null;
    }
    this.view.markLikeness(this.likeness !== null || below !== null);
  }

  private get isComing(): boolean {
    return this.state === 'wanted' || this.state === 'coming';
  }

  /** What to show while the picture is on its way; null where it is there, or nothing is known of it. */
  likenessWhileComing(): ImageData | null {
    if (!this.isComing) return this.likeness;
    this.likeness ??= this.likenessOf();
    this.view.markLikeness(this.likeness !== null);
    return this.likeness;
  }

  private likenessOf(): ImageData | null {
    const likeness = likenessAt(this.source.columns, this.position);
    if (likeness === null) return null;
    const scale = sheetScale(pictureSide(this.source.geometry.cellWidth));
    const width = Math.max(1, Math.round(this.view.place.width / scale));
    const height = Math.max(1, Math.round(this.view.place.height / scale));
    return new ImageData(likenessPixels(likeness, width, height), width, height);
  }
}
