import type { SceneKind } from './paint/scenes.ts';

/** What a picture shows: everything the painter needs to draw it, at any size, always the same. */
export interface Scene {
  kind: SceneKind;
  /** Which of the kind's light and colours; any whole number, taken modulo how many there are. */
  mood: number;
  seed: number;
}

/** Pixels of the original. */
export interface Crop {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** One image as the service knows it: what its record and its picture are made from (api.md, "The image record"). */
export interface DemoImage {
  scene: Scene;
  filename: string;
  format: string;
  title: string | null;
  description: string | null;
  tags: readonly string[];
  /** Salesforce id of the uploader. */
  userSfid: string | null;
  /** Pixels of the original file, before rotation and crop. */
  originalWidth: number;
  originalHeight: number;
  /** Degrees clockwise that its display pictures are turned by: 0, 90, 180 or 270. */
  rotation: number;
  /** The rotation at which it stands upright: a camera held sideways gives a file that lies on its side. */
  uprightAt: number;
  crop: Crop | null;
  bytes: number;
  /** The record's `size`, recorded as a number, as a string and as null. */
  size: number | string | null;
  etag: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  takenAt: number | null;
  gps: readonly [number, number] | null;
  /** Where `gps` comes from: the file, or the page it was uploaded with (then there is no `gps_exifs`). */
  gpsSource: 'exif' | 'html';
  exifs: Readonly<Record<string, string>>;
  metadatas: Readonly<Record<string, string>>;
  page: number;
  groupId: string | null;
  /** `#RRGGBB`, or the recorded `#`. */
  color: string;
  processed: boolean;
  processingError: string | null;
  /** False: the record names no picture at all. */
  hasAddresses: boolean;
  /** As recorded right after an upload: `infos` is what the upload form said, its numbers as text. */
  justUploaded: boolean;
}
