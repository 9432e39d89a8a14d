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

/** What of a resync is fetched or saved: its index (`report-index.ts`), its ids of some kinds (one a line), or an export. */
export type ResyncPart = 'index' | 'ids' | 'csv' | 'json';

/**
 * Where one resync's report is.
 * @param kinds of `ids`: kinds joined by commas, and marks likewise behind a `+`; empty: all rows
 */
export function resyncAddress(accountId: string, resyncId: string, of: ResyncPart, kinds = ''): string {
  return `/resyncs/${accountId}?resync=${resyncId}&part=${of}&kinds=${part(kinds)}`;
}

/**
 * Where the picture of an image is as it was before or after a resync; 404 where it is not to be had any more.
 * @param key the row's (`resyncRow`)
 */
export function formerPictureAddress(
  accountId: string,
  resyncId: string,
  key: number,
  side: 'before' | 'after',
): string {
  return `/resyncs/${accountId}?resync=${resyncId}&part=picture&row=${key}&side=${side}`;
}

/** Where the ids of the images behind a bar of an album's health are, one a line, in the album's order. */
export function healthAddress(accountId: string, albumId: string, revision: number, bar: string): string {
  return `/health/${accountId}?album=${part(albumId)}&revision=${revision}&bar=${part(bar)}`;
}

/** Where the support bundle is saved from. */
export function supportAddress(accountId: string): string {
  return `/support/${accountId}`;
}
