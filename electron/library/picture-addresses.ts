import type { PictureSize } from '#shared/models/image.ts';
import { asObject, type JsonObject } from './record-fields.ts';

const maxAddressLength = 4_000;

/** Where a record names pictures, best first (api.md: `fill100` is in truth uncropped and 300 wide). */
const places = {
  small: [
    ['external_urls', 'fill100'],
    ['thumbnails', 'large'],
    ['thumbnails', 'mini'],
    ['external_urls', 'large'],
    ['external_urls', 'mini'],
    ['thumbnails', 'full'],
    ['external_urls', 'fit2000'],
    ['external_urls', 'full'],
  ],
  screen: [
    ['external_urls', 'fit2000'],
    ['thumbnails', 'full'],
    ['thumbnails', 'full_no_sharinpix'],
    ['external_urls', 'full'],
    ['', 'original_url'],
    ['external_urls', 'fill100'],
    ['thumbnails', 'large'],
  ],
} as const satisfies Record<PictureSize, readonly (readonly [string, string])[]>;

const isUsable = (address: unknown): address is string =>
  typeof address === 'string' && address !== '' && address.length <= maxAddressLength;

/** The addresses a parsed record names for a picture of this size, best first, each once, as written; whether one may be fetched is for the pictures room. */
export function pictureAddresses(record: unknown, size: PictureSize): string[] {
  return [...new Set(namedAddresses(asObject(record) ?? {}, size))];
}

/** Whether a record names a small picture at all. */
export function namesPicture(record: JsonObject): boolean {
  return namedAddresses(record, 'small').next().done !== true;
}

function* namedAddresses(record: JsonObject, size: PictureSize): Generator<string, void> {
  for (const [place, name] of places[size]) {
    const address = (place === '' ? record : asObject(record[place]))?.[name];
    if (isUsable(address)) yield address;
  }
}
