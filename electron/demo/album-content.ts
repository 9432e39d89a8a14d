import type { AlbumPlan } from './album-plan.ts';
import type { DemoImage } from './image.ts';
import { label } from './label-text.ts';
import { averageColor } from './paint/scenes.ts';
import { hash, hexOf, uuidOf } from './random.ts';
import { outdoors, studio, townscape } from './subjects.ts';
import type { Person } from './world.ts';

/* What is in the demo: three albums of a photo studio, with everything in them that a record can surprise with. */

/** Who is signed in to the demo. */
export const demoPerson: Person = {
  publicId: '5f0c7a52-3d41-4c8e-9b67-2e8d1a90c3f4',
  fullname: 'Camille Durand',
  email: 'camille.durand@studio-belrive.example',
  username: 'camille.durand@studio-belrive.example',
};

type Special = (plain: DemoImage) => Partial<DemoImage>;

/** The middle of the picture, about three quarters of each side. */
const cropped: Special = ({ originalWidth, originalHeight }) => ({
  crop: {
    x: Math.round(originalWidth * 0.08),
    y: Math.round(originalHeight * 0.14),
    w: Math.round(originalWidth * 0.8),
    h: Math.round(originalHeight * 0.72),
  },
});
const squareCrop: Special = ({ originalWidth, originalHeight }) => {
  const side = Math.min(originalWidth, originalHeight);
  return {
    crop: {
      x: Math.round((originalWidth - side) / 2),
      y: Math.round((originalHeight - side) / 2),
      w: side,
      h: side,
    },
  };
};
const failed =
  (processingError: string): Special =>
  () => ({ processingError, title: null, color: '#' });

/** The fields as recorded right after an upload (recordings/image-just-created.json). */
const justUploaded: Special = ({ bytes }) => ({
  size: String(bytes),
  color: '#',
  filename: 'envoi',
  title: null,
  gps: null,
  processed: false,
  justUploaded: true,
});
const bare: Special = () => ({
  filename: 'Scan sans titre',
  title: null,
  description: null,
  tags: [],
  userSfid: null,
  takenAt: null,
  gps: null,
  exifs: {},
  metadatas: {},
  size: null,
});

/** The same bytes under another name: equal etag and size, and the same picture. */
const duplicateOf =
  (seed: number): Special =>
  ({ scene, originalWidth, originalHeight }) => {
    const bytes = Math.round(originalWidth * originalHeight * 0.24);
    return {
      scene: { ...scene, seed },
      etag: hexOf(seed, 32),
      bytes,
      size: bytes,
      filename: 'sélection finale (1).jpg',
    };
  };
const sameShot = (
  indexes: readonly number[],
  seed: number,
  source: DemoImage['scene'],
): [number, Special][] =>
  indexes.map((index) => [
    index,
    (plain) => ({
      ...plain,
      originalWidth: 6048,
      originalHeight: 4024,
      rotation: 0,
      uprightAt: 0,
      ...duplicateOf(seed)({ ...plain, scene: source, originalWidth: 6048, originalHeight: 4024 }),
      color: averageColor(source),
    }),
  ]);

/** A document in pages: one group, one file, pages counting up (api.md). */
const pdf = (from: number, pages: number, filename: string, title: string): [number, Special][] =>
  Array.from({ length: pages }, (_, n) => [
    from + n,
    ({ createdAt }) => ({
      scene: { kind: 'document', mood: 0, seed: hash(from, n) },
      filename,
      format: 'pdf',
      title: n === 0 ? title : null,
      description: null,
      tags: ['document'],
      originalWidth: 1654,
      originalHeight: 2339,
      rotation: 0,
      uprightAt: 0,
      bytes: 2_481_337,
      size: 2_481_337,
      etag: hexOf(hash(from), 32),
      takenAt: null,
      gps: null,
      exifs: {},
      page: n + 1,
      groupId: uuidOf(from, pages),
      color: averageColor({ kind: 'document', mood: 0 }),
      createdAt: createdAt - n * 7_919,
      updatedAt: createdAt - n * 7_919,
    }),
  ]);

export const demoPlans: readonly AlbumPlan[] = [
  {
    id: '0011x00000KfVtQ',
    seed: 20_240_612,
    count: 184,
    startsAt: Date.UTC(2024, 5, 12, 7, 40),
    subjects: outdoors,
    specials: new Map<number, Special>([
      [9, cropped],
      [17, squareCrop],
      [26, failed('Unsupported colour profile')],
      [41, justUploaded],
      [58, bare],
      [59, bare],
      ...sameShot([33, 72, 110], 4_217, { kind: 'sea', mood: 0, seed: 4_217 }),
      [90, cropped],
      [121, () => ({ gpsSource: 'html', exifs: {} })],
      [133, failed('Image too large')],
      [147, ({ bytes }) => ({ size: String(bytes), filename: 'Panorama crête nord – août', gps: null })],
      [160, squareCrop],
    ]),
    sharings: [
      { name: 'homepage', label: label('Homepage', 'Page d’accueil') },
      { name: 'press', label: label('Press kit', 'Dossier de presse') },
      { name: 'prints', label: label('Print orders', 'Tirages') },
    ],
    tokenSharings: { homepage: label('Website', 'Site web'), press: 'press' },
  },
  {
    id: '0061x00000B9zWmAAJ',
    seed: 20_240_903,
    count: 136,
    startsAt: Date.UTC(2024, 8, 3, 16, 5),
    subjects: townscape,
    specials: new Map<number, Special>([
      [6, cropped],
      [21, failed('Corrupt JPEG data')],
      [22, () => ({ hasAddresses: false, processingError: 'No picture in file', color: '#' })],
      [48, squareCrop],
      [77, justUploaded],
      ...sameShot([15, 96], 911, { kind: 'city', mood: 1, seed: 911 }),
      [103, bare],
    ]),
    sharings: [
      { name: 'client', label: label('For the client', 'Pour le client') },
      { name: 'portfolio', label: 'Portfolio' },
    ],
    tokenSharings: { client: label('Client', 'Client') },
  },
  {
    id: 'atelier-belrive-2024',
    seed: 20_241_118,
    count: 84,
    startsAt: Date.UTC(2024, 10, 18, 9, 30),
    subjects: studio,
    specials: new Map<number, Special>([
      ...pdf(30, 6, 'Catalogue hiver – épreuve.pdf', 'Catalogue d’hiver, épreuve'),
      [12, squareCrop],
      [44, cropped],
      [51, failed('Timeout while processing')],
      [63, justUploaded],
      [70, bare],
    ]),
    sharings: [
      { name: 'catalogue', label: label('Winter catalogue', 'Catalogue d’hiver') },
      { name: 'team', label: label('Our team', 'Notre équipe') },
    ],
    tokenSharings: { catalogue: label('Catalogue', 'Catalogue'), team: label('Our team', 'Notre équipe') },
  },
];
