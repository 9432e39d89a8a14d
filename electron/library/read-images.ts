import { AppError } from '#shared/errors.ts';
import type { ArrivedAsKnown, ArrivedRecord } from './arrival.ts';
import { readImageRecord } from './image-record.ts';
import { JsonArrayReader, type Element } from '../json/json-array-reader.ts';
import type { KnownRecord, KnownRecords } from './known-records.ts';
import type { ListSource } from './library.ts';
import { namesPicture } from './picture-addresses.ts';
import { asObject } from './record-fields.ts';

/** Records of one answer (attacks A1). */
const maxRecords = 1_000_000;
/** What the API client lets through of a list; named where there are too many records. */
const maxListBytes = 2 ** 30;

const routes = {
  image_syncs: 'GET /image_syncs',
  album: 'GET /albums/:album_id/images',
} as const satisfies Record<ListSource, string>;

/** Some bytes of the answer, and the records that they completed; null for an element that holds nothing to show. */
interface Batch<R> {
  bytes: Uint8Array;
  records: (R | null)[];
}

/**
 * Reads a list of images as its bytes arrive: a batch for each chunk. An element that is no object, broken JSON, too large
 * or too deep costs itself alone.
 * @param known what is held already and need not be read
 * @throws AppError `unreadable-answer` (no JSON array), `cut-answer`, `too-large`; and whatever `body` throws.
 */
export function readImages(
  body: AsyncIterable<Uint8Array>,
  source: ListSource,
): AsyncGenerator<Batch<ArrivedRecord>, void>;
export function readImages(
  body: AsyncIterable<Uint8Array>,
  source: ListSource,
  known: KnownRecords | null,
): AsyncGenerator<Batch<ArrivedRecord | ArrivedAsKnown>, void>;
export async function* readImages(
  body: AsyncIterable<Uint8Array>,
  source: ListSource,
  known: KnownRecords | null = null,
): AsyncGenerator<Batch<ArrivedRecord | ArrivedAsKnown>, void> {
  const facts = { route: routes[source], status: 200, requestId: null, message: null };
  const reader = new JsonArrayReader<KnownRecord>(known ?? undefined);
  let position = 0;
  const read = (element: Element<KnownRecord>): ArrivedRecord | ArrivedAsKnown | null => {
    position += 1;
    if (element.known !== null) {
      known?.cameAsExpected();
      return { known: element.known, offset: element.offset };
    }
    const record = readElement(element, position - 1);
    if (record !== null) known?.came(record.facts.id);
    return record;
  };
  for await (const bytes of body) {
    known?.refresh();
    const records = Array.from(reader.push(bytes), read);
    if (position > maxRecords) throw new AppError({ code: 'too-large', limitBytes: maxListBytes, ...facts });
    if (reader.hopeless) break;
    yield { bytes, records };
  }
  const { elements, ending } = reader.end();
  yield { bytes: new Uint8Array(0), records: elements.map(read) };
  if (ending === 'cut-short') throw new AppError({ code: 'cut-answer', ...facts });
  if (ending !== 'whole') throw new AppError({ code: 'unreadable-answer', contentType: null, ...facts });
}

function readElement({ value, bytes, offset }: Element<KnownRecord>, position: number): ArrivedRecord | null {
  const facts = readImageRecord(value, position);
  if (facts === null) return null;
  const hasPicture = namesPicture(asObject(value) ?? {});
  return { facts, hasPicture, offset, length: bytes.length };
}
