import type { Subject } from './album-plan.ts';
import { pick, type Random } from './random.ts';

/** How one picture was taken: its file and what the camera wrote into it. */
export interface Shot {
  filename: string;
  /** Pixels of the file as the sensor read it. */
  originalWidth: number;
  originalHeight: number;
  /** Turned by the service to stand upright. */
  rotation: number;
  /** EXIF as the image service names it, all values text (recordings/image-just-created.json). */
  exifs(takenAt: number): Record<string, string>;
}

const cameras = [
  {
    make: 'NIKON CORPORATION',
    model: 'NIKON Z 7_2',
    long: 6048,
    short: 4024,
    name: (n: number) => `DSC_${digits(n)}.jpg`,
    lenses: [
      { lens: 'NIKKOR Z 24-70mm f/2.8 S', focal: [24, 35, 50, 70], apertures: ['2.8', '4', '8', '11'] },
      { lens: 'NIKKOR Z 85mm f/1.8 S', focal: [85], apertures: ['1.8', '2.8'] },
    ],
  },
  {
    make: 'Canon',
    model: 'Canon EOS R5',
    long: 8192,
    short: 5464,
    name: (n: number) => `_MG_${digits(n)}.JPG`,
    lenses: [
      { lens: 'RF15-35mm F2.8 L IS USM', focal: [15, 20, 35], apertures: ['2.8', '8', '11'] },
      { lens: 'RF70-200mm F2.8 L IS USM', focal: [70, 135, 200], apertures: ['2.8', '4', '5.6'] },
    ],
  },
  {
    make: 'Apple',
    model: 'iPhone 15 Pro',
    long: 4032,
    short: 3024,
    name: (n: number) => `IMG_${digits(n)}.jpeg`,
    lenses: [{ lens: 'iPhone 15 Pro back camera 6.765mm f/1.78', focal: [24], apertures: ['1.78'] }],
  },
] as const;

const shutters = ['1/60', '1/125', '1/250', '1/500', '1/1000'];
const longShutters = ['1/15', '2', '8', '15', '20'];

const digits = (n: number) => String(1000 + (n % 9000));
/** `2024:06:12 05:41:09`, the form EXIF writes. */
const exifTime = (ms: number) =>
  new Date(ms).toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');

/** Takes picture number `index` of a subject. */
export function camera(subject: Subject, index: number, random: Random): Shot {
  const { make, model, long, short, name, lenses } = pick(cameras, random);
  const { lens, focal, apertures } = pick<(typeof lenses)[number]>(lenses, random);
  const upright = random() < subject.upright;
  // Most cameras held sideways write a file that lies on its side; some turn it themselves.
  const sideways = upright && random() < 0.35;
  const upsideDown = !upright && random() < 0.02;
  const dark = subject.kind === 'night-sky' || subject.kind === 'city';
  const exposure = pick(dark ? longShutters : shutters, random);
  const aperture = pick<string>(apertures, random);
  const iso = pick(dark ? ['1600', '3200', '6400'] : ['64', '100', '200', '400'], random);
  const focalLength = pick<number>(focal, random);
  return {
    filename: name(index * 3 + Math.floor(random() * 3)),
    originalWidth: upright && !sideways ? short : long,
    originalHeight: upright && !sideways ? long : short,
    rotation: sideways ? (random() < 0.5 ? 90 : 270) : upsideDown ? 180 : 0,
    exifs: (takenAt) => ({
      Make: make,
      Model: model,
      LensModel: lens,
      ExposureTime: exposure,
      FNumber: aperture,
      ISO: iso,
      FocalLength: `${focalLength}.0 mm`,
      DateTimeOriginal: exifTime(takenAt),
      Colorspace: 'RGB',
    }),
  };
}
