import type { PictureSize } from '#shared/models/image.ts';
import type { Library } from '../library/library.ts';
import type { Transport } from '../transport/transport.ts';
import type { createHosts } from './hosts.ts';
import { parsePictureAddress } from './picture-address.ts';
import { downloadPicture, isDenied, type Picture, type Refusal } from './picture-download.ts';
import type { createRenewals } from './renewals.ts';

/** Which picture of which version of a record, and for whom. */
export interface Wanted {
  accountId: string;
  /** The server's origin, such as `https://api.sharinpix.com`. */
  origin: string;
  transport: Transport;
  albumId: string;
  imageId: string;
  size: PictureSize;
  updatedAt: number;
  turn: () => number;
  insists: boolean;
}

/** A picture, and which version of its record it belongs to. */
export type Found = Picture & { updatedAt: number };

/** A record names up to eight; the first three are the right ones for the size, and a host that fails is not to be stormed. */
const mostAddresses = 3;

/**
 * Fetches a picture from its image host. Where the host denies it, the record is renewed, once a session, and the new
 * address tried once (faults.md 56).
 * @param addresses as the record names them, best first
 * @throws AppError `cancelled` where `signal` fired
 */
export async function fetchPicture(
  wanted: Wanted,
  addresses: readonly string[],
  parts: {
    library: Pick<Library, 'pictureAddresses'>;
    ask: ReturnType<typeof createHosts>;
    renewals: ReturnType<typeof createRenewals>;
    signal: AbortSignal;
  },
): Promise<Found | Refusal> {
  const { accountId, albumId, imageId, size, origin } = wanted;
  const { library, ask, renewals, signal } = parts;
  const mayRenew = renewals.isOpen(wanted);
  const first = usable(addresses, origin);
  const options = { ...wanted, ask, signal };
  const got = await downloadPicture(first, { ...options, stopsWhenDenied: mayRenew });
  if (typeof got === 'object') return { ...got, updatedAt: wanted.updatedAt };
  if (!mayRenew || !isDenied(got) || !(await renewals.renew(wanted))) return got;

  signal.throwIfAborted();
  const record = await library.pictureAddresses(accountId, albumId, imageId, size);
  if (record === null) return 'missing';
  const others = usable(record.addresses, origin).filter(({ href }) => href !== first[0]?.href);
  const again = await downloadPicture(others, { ...options, stopsWhenDenied: false });
  if (typeof again !== 'object') return got;
  renewals.helped();
  return { ...again, updatedAt: record.updatedAt };
}

/** Those of a record's addresses that may be asked, best first. */
export function usable(addresses: readonly string[], origin: string): URL[] {
  return addresses
    .map((written) => parsePictureAddress(written, { origin }))
    .filter((address) => address !== null)
    .slice(0, mostAddresses);
}
