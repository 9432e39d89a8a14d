import type { ArrivingFile } from './arriving-file.ts';

/** Bytes between the first and the last record that are read at once, at most: an album's may lie far apart in an answer. */
const mostAtOnce = 2 ** 22;

/** Where in an answer's file the records of one album are, by position. */
export class ArrivedRecords {
  private readonly file: ArrivingFile;
  private count = 0;
  private offsets = new Float64Array(8);
  private lengths = new Uint32Array(8);
  private knownAs = new Int32Array(8);

  constructor(file: ArrivingFile) {
    this.file = file;
  }

  /** @param knownAs its position in the list it is known from; null where it was read */
  push(offset: number, length: number, knownAs: number | null): void {
    if (this.count === this.offsets.length) {
      this.offsets = enlarged(this.offsets, new Float64Array(this.count * 2));
      this.lengths = enlarged(this.lengths, new Uint32Array(this.count * 2));
      this.knownAs = enlarged(this.knownAs, new Int32Array(this.count * 2));
    }
    this.offsets[this.count] = offset;
    this.lengths[this.count] = length;
    this.knownAs[this.count] = knownAs ?? -1;
    this.count += 1;
  }

  /** Where the record stands in the list it is known from; null where it was read. */
  known(position: number): number | null {
    const at = this.knownAs[position] ?? -1;
    return at < 0 ? null : at;
  }

  /** None is known any more. */
  forgetKnown(): void {
    this.knownAs.fill(-1);
  }

  at(position: number): Uint8Array {
    return this.file.read(this.offsets[position] ?? 0, this.lengths[position] ?? 0);
  }

  /** The records from one position to another, the latter excluded. */
  slice(from: number, end: number): Uint8Array[] {
    const start = this.offsets[from] ?? 0;
    const last = end - 1;
    const size = (this.offsets[last] ?? 0) + (this.lengths[last] ?? 0) - start;
    const positions = Array.from({ length: end - from }, (_, i) => from + i);
    if (size > mostAtOnce) return positions.map((position) => this.at(position));
    const bytes = this.file.read(start, size);
    return positions.map((position) => {
      const offset = (this.offsets[position] ?? 0) - start;
      return bytes.subarray(offset, offset + (this.lengths[position] ?? 0));
    });
  }
}

function enlarged<A extends Float64Array | Uint32Array | Int32Array>(values: A, larger: A): A {
  larger.set(values);
  return larger;
}
