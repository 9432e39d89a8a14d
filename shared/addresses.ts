import type { PictureSize } from './models/image.ts';

/*
 * What the page fetches as bytes, always relative to its own origin: `app://companion/` in Electron, a loopback
 * address in the Chromium host. The page cannot tell the two apart. Ids stand in the query, since a server may name an
 * album `..` and a path would swallow it.
 */

const part = encodeURIComponent;

/**
 * Where one picture is. `version` (the record's `updatedAt`) is there so that an edited image is another address: the
 * server's addresses change when an image is edited (api.md), and so must the browser's cache key.
 */
export function pictureAddress(
  accountId: string,
  albumId: string,
  imageId: string,
  size: PictureSize,
  version: number,
): string {
  return `/pictures/${accountId}/${size}?album=${part(albumId)}&image=${part(imageId)}&v=${version.toString(36)}`;
}

/** Where one part of an album's columns is (`AlbumState.parts`). */
export function columnsAddress(accountId: string, part: number): string {
  return `/columns/${accountId}?part=${String(part)}`;
}

/**
 * Where the marks of an album's images for one sharing are: a byte an image in the album's order (`mark`).
 * @param revision of the album: of another one there are no marks any more
 * @param version of what is known of the sharing (`SharingLook`)
 */
export function marksAddress(
  accountId: string,
  albumId: string,
  sharingId: string,
  revision: number,
  version: number,
): string {
  return `/marks/${accountId}?album=${part(albumId)}&sharing=${part(sharingId)}&revision=${revision}&v=${version}`;
}

/** Where the receipt of a job is saved from: the page downloads it. */
export function receiptAddress(accountId: string, jobId: string, format: 'csv' | 'json'): string {
  return `/receipts/${accountId}?job=${jobId}&format=${format}`;
}
