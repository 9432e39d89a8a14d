import { keepLikeness } from '../../../queries/likenesses.ts';
import { madeLikenesses } from '../../../state/likenesses.ts';
import { FailedPictures } from './failed-pictures.ts';
import { likenessAt } from './likeness-at.ts';
import { LikenessMaker } from './likeness-maker.ts';
import { PictureShelf } from './picture-shelf.ts';
import { PictureTurns } from './picture-turns.ts';
import { pictureVersion } from './tile-facts.ts';
import type { TileNode } from './tile-node.ts';

/** Where the tiles of a grid have their pictures from, and what is made of those that came. */
export class TilePictures {
  private readonly shelf = new PictureShelf<HTMLImageElement>();
  private readonly failures = new FailedPictures();
  private readonly maker: LikenessMaker;
  private readonly turns: PictureTurns<TileNode>;

  /** Takes the tile's likeness away: what it stood for is there. */
  readonly uncover: (tile: TileNode) => void;

  /**
   * @param mostWanted the tile whose picture is to be fetched next; null for none.
   * @param isMoving whether the album is being scrolled: nothing that can wait is done then.
   */
  constructor(mostWanted: () => TileNode | null, uncover: (tile: TileNode) => void, isMoving: () => boolean) {
    this.uncover = uncover;
    this.maker = new LikenessMaker(isMoving);
    this.turns = new PictureTurns({
      next: mostWanted,
      start: (tile) => tile.load(this.failures.addressOf(tile.facts?.address ?? '')),
      takeBack: (tile) => tile.takeBack(),
    });
  }

  /** Fetches what is wanted, as far as there are turns. */
  readonly fetch = (): void => this.turns.give();

  /** A loaded picture of this address where one is at hand. */
  take(address: string): HTMLImageElement | null {
    return this.shelf.take(address);
  }

  /** Puts away a loaded picture that is not shown any more. */
  put(address: string, picture: HTMLImageElement): void {
    this.shelf.put(address, picture);
  }

  hasFailed(address: string): boolean {
    return this.failures.has(address);
  }

  came(tile: TileNode): void {
    this.turns.end(tile);
    this.turns.give();
    const { source, position, facts } = tile;
    if (likenessAt(source.columns, position) !== null || facts === null) return;
    this.maker.wish(tile.picture, (hash) => {
      const { albumId, columns } = source;
      const version = pictureVersion(columns, position);
      madeLikenesses.put(columns.textBytes('id', position), version, hash);
      const base64 = btoa(String.fromCharCode(...hash));
      keepLikeness(albumId, { imageId: facts.id, version, hash: base64 });
    });
  }

  failed(tile: TileNode): void {
    const address = tile.facts?.address ?? null;
    if (address !== null) this.failures.add(address);
    this.turns.end(tile);
    this.turns.give();
  }

  /** A picture on its way is not wanted any more; `fetch` goes on with others. */
  cancelled(tile: TileNode): void {
    this.turns.cancel(tile);
  }

  /** Tries again what failed: in these tiles now, elsewhere when it is next seen. */
  retryAll(tiles: Iterable<TileNode>): void {
    for (const tile of tiles) this.retry(tile);
    this.failures.retryAll();
  }

  /** Tries again what failed in this tile. */
  retry(tile: TileNode): void {
    const address = tile.facts?.address ?? null;
    if (tile.state !== 'failed' || address === null) return;
    this.failures.retry(address);
    tile.wantAgain();
  }
}
