import { AppError } from '#shared/errors.ts';
import { readImageRecord, type ImageRecord } from './image-record.ts';
import { JsonArraySplitter } from './json-array-splitter.ts';
import type { ListSource } from './library.ts';

/** Records of one answer (attacks A1). */
const maxRecords = 1_000_000;
/** What the API client lets through of a list; named where there are too many records. */
const maxListBytes = 2 ** 30;

const routes = {
  image_syncs: 'GET /image_syncs',
  album: 'GET /albums/:album_id/images',
} as const satisfies Record<ListSource, string>;

/**
 * Reads a list of images as its bytes arrive: a batch for each chunk, null for an element that holds nothing to show
 * (no object, broken JSON, too large, too deep).
 * @throws AppError `unreadable-answer` (no JSON array), `cut-answer`, `too-large`; and whatever `body` throws.
 */
export async function* readImages(
  body: AsyncIterable<Uint8Array>,
  source: ListSource,
): AsyncGenerator<(ImageRecord | null)[], void> {
  const facts = { route: routes[source], status: 200, requestId: null, message: null };
  const splitter = new JsonArraySplitter();
  let position = 0;
  for await (const chunk of body) {
    const batch: (ImageRecord | null)[] = [];
    for (const piece of splitter.push(chunk)) {
      batch.push('bytes' in piece ? readImageRecord(parse(piece.bytes), position) : null);
      position += 1;
    }
    if (position > maxRecords) {
      throw new AppError({ code: 'too-large', limitBytes: maxListBytes, ...facts });
    }
    if (splitter.hopeless) break;
    yield batch;
  }
  const ending = splitter.end();
  if (ending === 'cut-short') throw new AppError({ code: 'cut-answer', ...facts });
  if (ending !== 'whole') throw new AppError({ code: 'unreadable-answer', contentType: null, ...facts });
}

/** The element's value; undefined, which is no record, where it is broken JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch {
    return undefined;
  }
}
