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

  /** @param path where nothing is yet. @throws where the disk refuses. */
  constructor(path: string) {
    this.path = path;
    this.file = openSync(path, 'wx+', 0o600);
  }

  /** Writes off this thread; `chunk` is not to be changed meanwhile, nor read from here. */
  async append(chunk: Uint8Array): Promise<void> {
    // A disk takes less than it is given only when it is nearly full; the next write says so.
    for (let at = 0; at < chunk.length;) at += (await writeTo(this.file, chunk, at)).bytesWritten;
  }

  /** `length` bytes that begin at `offset` of all that was appended. */
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
  delete(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
