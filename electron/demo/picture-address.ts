import type { Crop, DemoImage } from './image.ts';
import { hash, hashText } from './random.ts';
import type { WorldImage } from './world.ts';

/** Where pictures are served: the recorded host in the demo, a loopback origin in tests. */
export interface PictureHost {
  /** Such as `https://res.cloudinary.com`. */
  origin: string;
  /** The first part of every path: the studio's own cloud. */
  cloud: string;
}

/** What an address asks for. */
export interface PictureRequest {
  imageId: string;
  /** The box the picture must fit into, or fill; null: the original's size. */
  box: { width: number; height: number; fill: boolean } | null;
  crop: Crop | null;
  /** Degrees clockwise. */
  rotation: number;
}

const attachment = 'fl_attachment';
const automatic = 'fl_attachment/dpr_auto,q_auto,f_auto';

/** Eight characters as the image service signs its addresses with: another transformation, another signature. */
function signature(seed: number): string {
  const bytes = [seed, seed >>> 8, seed >>> 16, seed >>> 24, seed >>> 4, seed >>> 12];
  return Buffer.from(bytes).toString('base64url');
}

/**
 * All addresses of an image's record. Display addresses stand behind `/assets/blank.jpg#` and hold rotation and crop
 * (api.md, "The image record"); `original_url` is the bare file.
 */
export function pictureAddresses(host: PictureHost, image: WorldImage, look: DemoImage) {
  const { crop, rotation } = look;
  const edits = [
    ...(crop === null ? [] : [`c_crop,h_${crop.h},w_${crop.w},x_${crop.x},y_${crop.y}`]),
    ...(rotation === 0 ? [] : [`a_${rotation}`]),
  ];
  const seed = hash(hashText(image.id), image.revision);
  const version = `v${Math.floor(look.createdAt / 1000)}`;
  const file = `${image.id.replaceAll('-', '')}.jpg`;
  const plain = (transformation: string) => {
    const signed = `s--${signature(hash(seed, hashText(transformation)))}--`;
    return `${host.origin}/${host.cloud}/image/authenticated/${signed}/${transformation}/${version}/${file}`;
  };
  const display = (...transformations: string[]) => `/assets/blank.jpg#${plain(transformations.join('/'))}`;
  const proxied = (size: string) => {
    const mark = hash(seed, size.length).toString(16).padStart(8, '0');
    return `https://p.sharinpix.com/super-image.png?s=${mark.slice(0, 7)}&url=localhost/images/${image.id}/thumbnails/${size}-${mark}.jpg`;
  };
  return {
    originalUrl: plain(attachment),
    externalUrls: {
      fill100: display(...edits, 'c_fit,w_300'),
      fit2000: display(...edits, 'c_fit,h_2000,w_2000'),
      mini: proxied('mini'),
      large: proxied('thumbnail'),
      full: proxied('full'),
    },
    thumbnails: {
      original: display(automatic),
      full_no_sharinpix: display('c_fit,h_1920,w_1920', automatic),
      full: display(...edits, 'c_fit,h_1920,w_1920', automatic),
      large: display(...edits, 'c_fit,h_1920,w_1920', 'c_fill,h_200,w_200', automatic),
      mini: display(...edits, 'c_fit,h_1920,w_1920', 'c_fill,h_100,w_100', automatic),
    },
  };
}

/** Reads an address made above; null where it is none. The signature is not checked: it is not a real one. */
export function readPictureAddress(host: PictureHost, url: URL): PictureRequest | null {
  if (url.origin !== host.origin) return null;
  const [cloud, kind, access, signed, ...rest] = url.pathname.slice(1).split('/');
  const file = rest.pop();
  const version = rest.pop();
  const id = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.jpg$/.exec(file ?? '');
  if (cloud !== host.cloud || kind !== 'image' || access !== 'authenticated' || id === null) return null;
  if (!/^s--[\w-]{8}--$/.test(signed ?? '') || !/^v\d+$/.test(version ?? '')) return null;
  const request: PictureRequest = { imageId: id.slice(1).join('-'), box: null, crop: null, rotation: 0 };
  for (const step of rest) {
    const values = new Map(step.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
    const number = (key: string) => Number(values.get(key) ?? Number.NaN);
    if (step.startsWith('c_crop'))
      request.crop = { x: number('x'), y: number('y'), w: number('w'), h: number('h') };
    if (step.startsWith('a_')) request.rotation = number('a');
    if (step.startsWith('c_fi')) {
      const width = number('w');
      request.box = {
        width,
        height: number('h') || Number.POSITIVE_INFINITY,
        fill: values.get('c') === 'fill',
      };
    }
  }
  return request;
}
