import {
  constants,
  crc32,
  zstdCompress,
  zstdCompressSync,
  zstdDecompressSync,
  type ZstdOptions,
} from 'node:zlib';
import { promisify } from 'node:util';

/** Records kept together: enough to be alike and so compress to a tenth, few enough to unpack for the sake of one. */
export const blockSize = 64;

/**
 * The fastest level that is worth it; the checksum tells a block that the disk has altered. What comes out fits into one
 * buffer, mostly: each further one is a turn of the pool.
 */
const options: ZstdOptions = {
  chunkSize: 2 ** 15,
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};
const compress = promisify(zstdCompress);

/** Packs records' bytes off this thread. */
export const packRecords = (records: readonly Uint8Array[]): Promise<Uint8Array> =>
  compress(joined(records), options);

/** The same on this thread, for a few. */
export const packRecordsNow = (records: readonly Uint8Array[]): Uint8Array =>
  zstdCompressSync(joined(records), options);

/** @throws Error where the bytes are not what was packed. */
export function unpackRecords(block: Uint8Array): Uint8Array[] {
  const bytes = zstdDecompressSync(block, { chunkSize: 2 ** 18 });
  const count = bytes.readUInt32LE(0);
  let at = 4 * (1 + count);
  return Array.from({ length: count }, (_, i) => {
    const from = at;
    at += bytes.readUInt32LE(4 * (1 + i));
    return bytes.subarray(from, at);
  });
}

/** How many, how long each is, and their bytes. */
function joined(records: readonly Uint8Array[]): Buffer {
  const lengths = Uint32Array.from([records.length, ...records.map(({ length }) => length)]);
  return Buffer.concat([new Uint8Array(lengths.buffer), ...records]);
}

/**
 * A fingerprint, CRC-32 and length, tells whether a record's bytes are those of another time; two of the same length that differ are taken for the same
 * once in four thousand million times.
 */
export function putFingerprint(fingerprints: Uint32Array, index: number, record: Uint8Array): void {
  fingerprints[2 * index] = crc32(record);
  fingerprints[2 * index + 1] = record.length;
}
