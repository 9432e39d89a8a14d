import type { PictureSize } from '#shared/models/image.ts';
import type { RecordFields } from './record-fields.ts';

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

/** The addresses a record names for each size, best first, each once, as written; whether one may be fetched is for the pictures room. */
export function pictureAddresses(record: RecordFields): Record<PictureSize, string[]> {
  const inside = {
    '': record,
    external_urls: record.inside('external_urls'),
    thumbnails: record.inside('thumbnails'),
  };
  const addressesOf = (size: PictureSize): string[] => {
    const addresses = places[size]
      .map(([place, name]) => inside[place].raw(name))
      .filter((address) => typeof address === 'string')
      .filter((address) => address !== '' && address.length <= maxAddressLength);
    return [...new Set(addresses)];
  };
  return { small: addressesOf('small'), screen: addressesOf('screen') };
}
