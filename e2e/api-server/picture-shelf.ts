import { encode } from 'jpeg-js';
import { paintJob } from '../../electron/demo/paint-job.ts';
import { paint, type PaintJob } from '../../electron/demo/paint/paint.ts';
import type { DemoImage } from '../../electron/demo/image.ts';
import type { PictureRequest } from '../../electron/demo/picture-address.ts';

/** How many different pictures there are of each shape. */
const variety = 12;
/** No picture on the shelf is wider or higher: they are many, and drawn by the server itself. */
const largest = 450;

/**
 * Pictures for thousands of images: a few of each shape, drawn when first asked for and used again, so that a test of
 * a large album costs no drawing. A picture that fits 2000 pixels is as small as any other.
 */
export function createPictureShelf(): (look: DemoImage, asked: PictureRequest) => Uint8Array {
  const shelf = new Map<string, Uint8Array>();
  return (look, asked) => {
    const seed = look.scene.seed % variety;
    const box = {
      width: Math.min(asked.box?.width ?? largest, largest),
      height: Math.min(asked.box?.height ?? largest, largest),
      fill: asked.box?.fill ?? false,
    };
    const job: PaintJob = {
      ...paintJob(look, { ...asked, box }),
      scene: { kind: 'sea', mood: seed % 3, seed },
    };
    const key = JSON.stringify(job);
    const known = shelf.get(key);
    if (known !== undefined) return known;
    const drawn = paint(job);
    shelf.set(key, drawn);
    return drawn;
  };
}

/** What `/assets/blank.jpg` shows: the trap of an address that is not read behind its `#` (api.md). */
export const blankPicture: Uint8Array = encode({ data: Buffer.alloc(4, 255), width: 1, height: 1 }, 80).data;
