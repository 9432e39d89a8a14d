import { closeSync, openSync, readSync, rmSync, write } from 'node:fs';
import { promisify } from 'node:util';

const writeTo = promisify(write);

/**
 * An answer's bytes as they arrive, put aside on the disk, since an answer may be larger than the memory: what is shown
 * of it while it arrives is read back from here, record by record.
 */
export class ArrivingFile {
  private readonly path: string;
  private readonly file: number;
  /** What is being written, and what was before that: used in turn. */
  private readonly copies: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  private appended = 0;
  private writing: Promise<void> = Promise.resolve();

  /** @param path where nothing is yet. @throws where the disk refuses. */
  constructor(path: string) {
    this.path = path;
    this.file = openSync(path, 'wx+', 0o600);
  }

  /**
   * Writes a copy of `chunk` off this thread, and waits for the chunk before it only: the next is read meanwhile.
   * @throws where the disk has refused an earlier one.
   */
  async append(chunk: Uint8Array): Promise<void> {
    const turn = this.appended++ % 2 === 0 ? 0 : 1;
    if (this.copies[turn].length < chunk.length) this.copies[turn] = new Uint8Array(chunk.length);
    const copy = this.copies[turn].subarray(0, chunk.length);
    copy.set(chunk);
    const before = this.writing;
    this.writing = before.then(() => writeAll(this.file, copy));
    // Who appends next, or asks for what was written, hears of it.
    this.writing.catch(() => undefined);
    await before;
  }

  /** Waits until all that was appended can be read. */
  async written(): Promise<void> {
    await this.writing;
  }

  /** `length` bytes that begin at `offset` of all that was written. */
  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let read = 0; read < length;) {
      const more = readSync(this.file, bytes, read, length - read, offset + read);
      if (more === 0) throw new RangeError('the file of an arriving answer is too short');
      read += more;
    }
    return bytes;
  }

  /** Nothing can be read any more. */
  async delete(): Promise<void> {
    await this.writing.catch(() => undefined);
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}

async function writeAll(file: number, bytes: Uint8Array): Promise<void> {
  // A disk takes less than it is given only when it is nearly full; the next write says so.
  for (let at = 0; at < bytes.length;) at += (await writeTo(file, bytes, at)).bytesWritten;
}
