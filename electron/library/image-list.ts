import { IdIndex } from '#shared/columns/id-index.ts';
import { partSize } from '#shared/columns/layout.ts';
import type { Part } from '#shared/columns/read.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import { readImageRecord } from './image-record.ts';
import { parseBytes } from '../json/parse-json.ts';
import { numberAt, textAt, textBytesAt } from './part-values.ts';

/** A list of images to look into, whether it is stored or still arrives. Positions count from 0 in server order. */
export interface ImageList {
  /** The key of its images in the tables. */
  readonly key: number;
  readonly count: number;
  /** Where the image with this id stands; null where the list has none. */
  find(id: string): number | null;
  /** The columns that hold the image at a position. */
  part(number: number): Part;
  /** The image's record as the server wrote it. */
  record(position: number): Uint8Array;
}

export const partOf = (position: number): number => Math.floor(position / partSize);

/** What a stored record says. Its id is the one it was stored under, which may be made up for its place in an answer. */
export function factsAt(list: ImageList, position: number): ImageFacts {
  return factsOf(list.record(position), idAt(list, position));
}

/** An image as the history is told of it. */
export function seenAt(list: ImageList, position: number): { facts: ImageFacts; record: Uint8Array } {
  return { facts: factsAt(list, position), record: list.record(position) };
}

/** The list's ids in its order, UTF-8, one a line. */
export function idLines(list: ImageList): Uint8Array {
  const count = Math.ceil(list.count / partSize);
  return Buffer.concat(Array.from({ length: count }, (_, number) => linesOf(list.part(number))));
}

function linesOf(part: Part): Uint8Array {
  const lines = new Uint8Array(part.texts('id').bytes.length + part.count);
  let at = 0;
  for (let i = 0; i < part.count; i += 1) {
    const id = textBytesAt(part, 'id', i);
    lines.set(id, at);
    at += id.length + 1;
    lines[at - 1] = newline;
  }
  return lines;
}

const newline = 10;

/** @param id the one that the record goes by. */
export function factsOf(record: Uint8Array, id: string): ImageFacts {
  const facts = readImageRecord(parseBytes(record), 0);
  if (facts === null) throw new TypeError('a stored record is no object');
  return facts.id === id ? facts : { ...facts, id };
}

export const idAt = (list: ImageList, position: number): string =>
  textAt(list.part(partOf(position)), 'id', position % partSize);

export const flagsAt = (list: ImageList, position: number): number =>
  numberAt(list.part(partOf(position)), 'flags', position % partSize);

/** Milliseconds since 1970; 0 where the record has none. */
export const updatedAtOf = (list: ImageList, position: number): number =>
  numberAt(list.part(partOf(position)), 'updatedAt', position % partSize) || 0;

/** The title, else the file name, else the id. */
export function nameAt(list: ImageList, position: number): string {
  const part = list.part(partOf(position));
  const at = position % partSize;
  return textAt(part, 'title', at) || textAt(part, 'filename', at) || textAt(part, 'id', at);
}

const utf8 = new TextEncoder();
const scratch = new Uint8Array(1_024);

/** Ids of a list, copied out of its parts one after the other, so that finding one needs no part at hand. */
export class ListIds {
  private readonly parts: { bytes: Uint8Array; ends: Uint32Array }[] = [];
  private readonly index = new IdIndex((position) => this.at(position));

  /** Parts taken in so far. */
  get partCount(): number {
    return this.parts.length;
  }

  add(part: Part): void {
    const { bytes, ends } = part.texts('id');
    this.parts.push({ bytes: bytes.slice(), ends: ends.slice() });
    for (let i = 0; i < part.count; i += 1) this.index.add(textBytesAt(part, 'id', i));
  }

  find(id: string): number | null {
    if (this.index.size === 0) return null;
    // An id has at most 255 letters (`isImageId`), or is in no list.
    const { read, written } = utf8.encodeInto(id, scratch);
    return read < id.length ? null : this.index.find(scratch.subarray(0, written));
  }

  private at(position: number): Uint8Array {
    const { bytes, ends } = this.parts[partOf(position)] ?? {
      bytes: new Uint8Array(0),
      ends: new Uint32Array(2),
    };
    const index = position % partSize;
    return bytes.subarray(ends[index], ends[index + 1]);
  }
}

/** The newest few of what is costly to make, by number. */
export class Recent<T> {
  private readonly held = new Map<number, T>();
  private readonly most: number;
  /** Who goes through a list asks for the same one again and again. */
  private newest: { number: number; value: T } | null = null;

  constructor(most: number) {
    this.most = most;
  }

  get(number: number, make: () => T): T {
    if (this.newest?.number === number) return this.newest.value;
    const value = this.held.has(number) ? (this.held.get(number) as T) : make();
    this.held.delete(number);
    this.held.set(number, value);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= this.most) break;
      this.held.delete(oldest);
    }
    this.newest = { number, value };
    return value;
  }

  each(use: (value: T) => void): void {
    this.held.forEach(use);
  }

  clear(): void {
    this.newest = null;
    this.held.clear();
  }
}
