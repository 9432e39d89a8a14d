import { camera, type Shot } from './camera.ts';
import type { DemoImage } from './image.ts';
import { averageColor, type SceneKind } from './paint/scenes.ts';
import { createRandom, hash, hexOf, pick, type Random } from './random.ts';

/** One thing a photographer goes out for: several images of an album are of it. */
export interface Subject {
  kind: SceneKind;
  /** The light, see `Scene.mood`. */
  mood: number;
  titles: readonly string[];
  tags: readonly string[];
  /** Latitude and longitude; null for what is taken indoors or with the location off. */
  place: readonly [number, number] | null;
  /** How often such a picture is upright (portrait), 0..1. */
  upright: number;
}

/** An album before its images are made: `describeImage` tells what each of them is, from the seed alone. */
export interface AlbumPlan {
  id: string;
  seed: number;
  count: number;
  /** Milliseconds since 1970 of the first upload. */
  startsAt: number;
  subjects: readonly Subject[];
  /** What is special about some images, by index: traps, pages of a PDF, duplicates. */
  specials: ReadonlyMap<number, (plain: DemoImage) => Partial<DemoImage>>;
  sharings: readonly { name: string; label: string }[];
  /** What the demo's token calls some of the sharings, by name (claim `abilities[album].Sharings`). */
  tokenSharings: Readonly<Record<string, string>>;
}

const uploaders = ['0051x00000CaDuRAAV', '0051x00000LeMaRAAV', null];
const metadatas: readonly Record<string, string>[] = [
  {},
  {},
  {},
  { client: 'Maison Belrive', usage: 'web' },
  { rating: '5', selection: 'finale' },
  { client: 'Hôtel des Arcades', usage: 'print' },
];

/** Image number `index` of an album: the same one whenever it is asked for. */
export function describeImage(plan: AlbumPlan, index: number): DemoImage {
  const random = createRandom(hash(plan.seed, index));
  const subject = subjectOf(plan, index);
  const shot = camera(subject, index, random);
  const takenAt = plan.startsAt - 40 * 86_400_000 + index * 1_733_000 + Math.floor(random() * 1_500_000);
  const createdAt = plan.startsAt + index * 7_919;
  const bytes = Math.round(shot.originalWidth * shot.originalHeight * (0.18 + random() * 0.2));
  const plain: DemoImage = {
    scene: { kind: subject.kind, mood: subject.mood, seed: hash(plan.seed, index, 7) },
    ...naming(subject, shot, random),
    tags: subject.tags.filter(() => random() < 0.7),
    userSfid: pick(uploaders, random),
    originalWidth: shot.originalWidth,
    originalHeight: shot.originalHeight,
    rotation: shot.rotation,
    uprightAt: shot.rotation,
    crop: null,
    bytes,
    size: bytes,
    etag: hexOf(hash(plan.seed, index, 11), 32),
    createdAt,
    updatedAt: createdAt,
    takenAt,
    gps: subject.place === null ? null : near(subject.place, random),
    gpsSource: 'exif',
    exifs: shot.exifs(takenAt),
    metadatas: pick(metadatas, random),
    page: 1,
    groupId: null,
    color: averageColor(subject),
    processed: random() < 0.5,
    processingError: null,
    hasAddresses: true,
    justUploaded: false,
  };
  const special = plan.specials.get(index);
  return special === undefined ? plain : { ...plain, ...special(plain) };
}

function naming(
  subject: Subject,
  shot: Shot,
  random: Random,
): Pick<DemoImage, 'filename' | 'format' | 'title' | 'description'> {
  const title = random() < 0.75 ? pick(subject.titles, random) : null;
  return {
    filename: title !== null && random() < 0.3 ? `${title}.jpg` : shot.filename,
    format: 'jpg',
    title,
    description:
      title !== null && random() < 0.35
        ? pick(
            [
              'Lumière naturelle, sans retouche.',
              'First choice for the brochure.',
              'À recadrer pour la couverture.',
            ],
            random,
          )
        : null,
  };
}

const strides = [3, 5, 11, 13, 17, 19];

/** The subjects take turns, in another order each time, so that neighbours in the album differ. */
function subjectOf({ seed, subjects }: AlbumPlan, index: number): Subject {
  const count = subjects.length;
  const random = createRandom(hash(seed, Math.floor(index / count)));
  const stride = pick(
    strides.filter((step) => count % step !== 0),
    random,
  );
  const subject = subjects[(index * stride + Math.floor(random() * count)) % count];
  if (subject === undefined) throw new RangeError('an album needs a subject');
  return subject;
}

/** Somewhere within a walk of a place, as a camera's receiver would write it. */
function near([latitude, longitude]: readonly [number, number], random: Random): [number, number] {
  const walk = () => (random() - 0.5) * 0.02;
  return [Number((latitude + walk()).toFixed(6)), Number((longitude + walk()).toFixed(6))];
}
