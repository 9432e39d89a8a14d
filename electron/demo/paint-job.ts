import type { Crop, DemoImage } from './image.ts';
import type { PaintJob } from './paint/paint.ts';
import type { PictureRequest } from './picture-address.ts';

/** No picture is drawn wider or higher than this: a screen shows no more, and drawing takes its time. */
const largest = 1600;

/** What to draw for an address of an image's picture. */
export function paintJob(look: DemoImage, { box, crop, rotation }: PictureRequest): PaintJob {
  // A camera held sideways wrote a file that lies on its side; the scene stands upright at `uprightAt`.
  const lying = look.uprightAt % 180 !== 0;
  const [fullWidth, fullHeight] = lying
    ? [look.originalHeight, look.originalWidth]
    : [look.originalWidth, look.originalHeight];
  const turn = (rotation - look.uprightAt + 360) % 360;
  const part = crop === null ? null : upright(crop, look);
  let shown: Crop = part ?? { x: 0, y: 0, w: fullWidth, h: fullHeight };
  // The box is meant for the picture as it comes out, after its last turn.
  const sideways = turn % 180 !== 0;
  const boxWidth = Math.min(largest, (sideways ? box?.height : box?.width) ?? largest);
  const boxHeight = Math.min(largest, (sideways ? box?.width : box?.height) ?? largest);
  if (box?.fill === true) {
    shown = filling(shown, boxWidth / boxHeight);
    return {
      scene: look.scene,
      fullWidth,
      fullHeight,
      crop: shown,
      width: boxWidth,
      height: boxHeight,
      turn,
    };
  }
  const scale = Math.min(1, boxWidth / shown.w, boxHeight / shown.h);
  return {
    scene: look.scene,
    fullWidth,
    fullHeight,
    crop: part,
    width: Math.max(1, Math.round(shown.w * scale)),
    height: Math.max(1, Math.round(shown.h * scale)),
    turn,
  };
}

/** A crop of the file, as it lies in the upright picture. */
function upright({ x, y, w, h }: Crop, { originalWidth, originalHeight, uprightAt }: DemoImage): Crop {
  if (uprightAt === 90) return { x: originalHeight - y - h, y: x, w: h, h: w };
  if (uprightAt === 180) return { x: originalWidth - x - w, y: originalHeight - y - h, w, h };
  if (uprightAt === 270) return { x: y, y: originalWidth - x - w, w: h, h: w };
  return { x, y, w, h };
}

/** The middle of a part, cut to a shape. */
function filling({ x, y, w, h }: Crop, aspect: number): Crop {
  const wide = Math.min(w, h * aspect);
  const high = wide / aspect;
  return { x: x + (w - wide) / 2, y: y + (h - high) / 2, w: wide, h: high };
}
