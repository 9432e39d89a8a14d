import { rgbaToThumbHash } from 'thumbhash';

/** Pixels of the longer side of what is looked at: the format keeps seven waves of it. */
const side = 32;
/** Making one takes about a millisecond; no slice is started with less than this left of it. */
const enough = 3;

type Made = (likeness: Uint8Array) => void;

/** More wait only while the album flies past for long: the longest waiting are given up. */
const most = 2_000;
/** Milliseconds without a movement, after which the user may be thought to look rather than to scroll. */
const restMs = 300;

/** Makes likenesses of loaded pictures while the page is idle and nobody scrolls, the first asked for first. */
export class LikenessMaker {
  private readonly isMoving: () => boolean;
  private readonly waiting = new Map<HTMLImageElement, Made>();
  private canvas: OffscreenCanvasRenderingContext2D | null = null;
  private isPlanned = false;

  constructor(isMoving: () => boolean) {
    this.isMoving = isMoving;
  }

  wish(picture: HTMLImageElement, made: Made): void {
    this.waiting.set(picture, made);
    const [longest] = this.waiting.keys();
    if (this.waiting.size > most && longest !== undefined) this.waiting.delete(longest);
    if (!this.isPlanned) this.rest();
  }

  private rest(): void {
    this.isPlanned = true;
    setTimeout(() => (this.isMoving() ? this.rest() : requestIdleCallback(this.work)), restMs);
  }

  private readonly work = (deadline: IdleDeadline): void => {
    for (const [picture, made] of this.waiting) {
      if (this.isMoving() || deadline.timeRemaining() < enough) break;
      this.waiting.delete(picture);
      made(this.likenessOf(picture));
    }
    if (this.waiting.size === 0) this.isPlanned = false;
    else if (this.isMoving()) this.rest();
    else requestIdleCallback(this.work);
  };

  private likenessOf(picture: HTMLImageElement): Uint8Array {
    const { naturalWidth, naturalHeight } = picture;
    const scale = side / Math.max(naturalWidth, naturalHeight, 1);
    const width = Math.max(1, Math.round(naturalWidth * scale));
    const height = Math.max(1, Math.round(naturalHeight * scale));
    const canvas = (this.canvas ??= newCanvas());
    canvas.clearRect(0, 0, side, side);
    canvas.drawImage(picture, 0, 0, width, height);
    return rgbaToThumbHash(width, height, canvas.getImageData(0, 0, width, height).data);
  }
}

function newCanvas(): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('This browser draws nothing');
  canvas.imageSmoothingQuality = 'medium';
  return canvas;
}
