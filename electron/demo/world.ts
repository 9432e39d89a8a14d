import { describeImage, type AlbumPlan } from './album-plan.ts';
import type { DemoImage } from './image.ts';
import { hash, hashText, uuidOf } from './random.ts';

/** Milliseconds since 1970. */
export type Clock = () => number;

/** One image of the world: where it stands and what was done to it; what it is, is told by `World.look`. */
export interface WorldImage {
  readonly id: string;
  /** Where it is now; its plan stays the one it was made from. */
  readonly album: WorldAlbum;
  readonly plan: AlbumPlan;
  /** Index in its album: the API names no position, only the order tells (api.md). */
  position: number;
  /** The image's number in its album's plan; what it shows and how it is named follow from it. */
  readonly index: number;
  /** What tests and people changed. */
  changes: Partial<DemoImage> | null;
  /** Grows with every change; part of the signature of its addresses, which change with it (api.md). */
  revision: number;
}

export interface WorldAlbum {
  readonly id: string;
  readonly plan: AlbumPlan;
  /** By position. */
  readonly images: readonly WorldImage[];
  /** How a missing right is answered: recorded are a 401 and `200 []` (api.md). Null: nothing is missing. */
  denied: 'refused' | 'empty' | null;
}

/** A row of a sharing: one image shared once. */
export interface SharingRow {
  id: string;
  imageId: string;
  userId: string | null;
  createdAt: number;
}

export interface WorldSharing {
  id: string;
  albumId: string;
  name: string;
  /** JSON inside a string, or a plain string (api.md). */
  label: string;
  createdAt: number;
  rows: SharingRow[];
}

export interface Person {
  publicId: string;
  fullname: string;
  email: string;
  username: string;
}

/** Everything the API answers from, and the hand that changes it behind the app's back. */
export interface World {
  readonly clock: Clock;
  readonly albums: readonly WorldAlbum[];
  readonly sharings: ReadonlyMap<string, WorldSharing>;
  readonly organization: { id: string; name: string; sandbox: boolean; sfid: string };
  /** Whose tokens `demo-token.ts` makes. */
  readonly person: Person;
  /** What `image_syncs` without ids answers, which no recording shows (api.md). */
  imageSyncsWithoutIds: 'all' | 'none' | 'error';
  album(id: string): WorldAlbum | undefined;
  image(id: string): WorldImage | undefined;
  look(image: WorldImage): DemoImage;
  /** Adds a row for each id, in order, some 9 ms apart as recorded; ids that are no image are left out. */
  share(sharingId: string, imageIds: readonly string[], userId: string | null): SharingRow[];
  /** Changes what an image is; its `updated_at` and its addresses change with it. @throws RangeError no such image. */
  edit(imageId: string, changes: Partial<DemoImage>): void;
  /** Turns an image clockwise, as a user of the web page would. */
  rotate(imageId: string, degrees: 90 | 180 | 270): void;
  setProcessingError(imageId: string, message: string | null): void;
  remove(imageId: string): void;
  /** A new image at the album's end; gives its id. */
  add(albumId: string, changes?: Partial<DemoImage>): string;
  /** Puts an image at another place of its album; no record changes by it. */
  move(imageId: string, position: number): void;
  /** Puts images one after the other at another place of their album, from `position` on; no record changes by it. */
  moveBlock(imageIds: readonly string[], position: number): void;
  /** Puts an image at the end of another album; its record names that one then. */
  moveToAlbum(imageId: string, albumId: string): void;
}

interface Album extends WorldAlbum {
  readonly images: WorldImage[];
  /** The index the next added image gets. */
  next: number;
}

/** Makes a world out of plans; images are held as little more than their id, so 100,000 of them are cheap. */
export function createWorld({
  plans,
  clock,
  person,
}: {
  plans: readonly AlbumPlan[];
  clock: Clock;
  person: Person;
}): World {
  const albums = new Map<string, Album>();
  const images = new Map<string, WorldImage & { album: Album }>();
  const sharings = new Map<string, WorldSharing>();
  let rowCount = 0;

  const append = (album: Album, changes: Partial<DemoImage> | null) => {
    const index = album.next++;
    const id = uuidOf(hashText(album.id), index);
    const { plan } = album;
    const image = { id, album, plan, position: album.images.length, index, changes, revision: 0 };
    album.images.push(image);
    images.set(id, image);
    return id;
  };
  const renumber = (album: Album) => {
    for (const [position, image] of album.images.entries()) image.position = position;
  };
  const need = (id: string) => {
    const image = images.get(id);
    if (image === undefined) throw new RangeError('no such image');
    return image;
  };
  const look = (image: WorldImage): DemoImage => ({
    ...describeImage(image.plan, image.index),
    ...image.changes,
  });

  for (const plan of plans) {
    const album: Album = { id: plan.id, plan, images: [], denied: null, next: 0 };
    albums.set(plan.id, album);
    for (let n = 0; n < plan.count; n++) append(album, null);
    for (const { name, label } of plan.sharings) {
      const id = uuidOf(hashText(plan.id), hashText(name));
      sharings.set(id, { id, albumId: plan.id, name, label, createdAt: plan.startsAt, rows: [] });
    }
  }

  const world: World = {
    clock,
    albums: [...albums.values()],
    sharings,
    organization: {
      id: uuidOf(hashText(person.publicId), 1),
      name: 'Studio Belrive',
      sandbox: false,
      sfid: '00D1x000000KfVtEAK',
    },
    person,
    imageSyncsWithoutIds: 'all',
    album: (id) => albums.get(id),
    image: (id) => images.get(id),
    look,
    share: (sharingId, imageIds, userId) => {
      const sharing = sharings.get(sharingId);
      if (sharing === undefined) throw new RangeError('no such sharing');
      const now = clock();
      const rows = imageIds
        .filter((imageId) => images.has(imageId))
        .map((imageId, n) => {
          const id = uuidOf(hashText(sharingId), hash(++rowCount, now));
          return { id, imageId, userId, createdAt: now + n * 9 };
        });
      sharing.rows.push(...rows);
      return rows;
    },
    edit: (imageId, changes) => {
      const image = need(imageId);
      image.changes = { ...image.changes, updatedAt: clock(), ...changes };
      image.revision++;
    },
    rotate: (imageId, degrees) =>
      world.edit(imageId, { rotation: (look(need(imageId)).rotation + degrees) % 360 }),
    setProcessingError: (imageId, message) => world.edit(imageId, { processingError: message }),
    remove: (imageId) => {
      const { album, position } = need(imageId);
      album.images.splice(position, 1);
      images.delete(imageId);
      renumber(album);
    },
    add: (albumId, changes = {}) => {
      const album = albums.get(albumId);
      if (album === undefined) throw new RangeError('no such album');
      return append(album, { createdAt: clock(), updatedAt: clock(), ...changes });
    },
    move: (imageId, position) => {
      const image = need(imageId);
      image.album.images.splice(image.position, 1);
      image.album.images.splice(position, 0, image);
      renumber(image.album);
    },
    moveBlock: (imageIds, position) => {
      const block = imageIds.map(need);
      const album = block[0]?.album;
      if (album === undefined) return;
      const others = album.images.filter((image) => !imageIds.includes(image.id));
      album.images.splice(0, album.images.length, ...others.toSpliced(position, 0, ...block));
      renumber(album);
    },
    moveToAlbum: (imageId, albumId) => {
      const image = need(imageId);
      const album = albums.get(albumId);
      if (album === undefined) throw new RangeError('no such album');
      image.album.images.splice(image.position, 1);
      renumber(image.album);
      image.album = album;
      album.images.push(image);
      renumber(album);
      world.edit(imageId, {});
    },
  };
  return world;
}
