import type { AppErrorData } from '#shared/errors.ts';
import type { ImageFacts } from '#shared/models/image.ts';
import type { Resync, ResyncMark } from '#shared/models/resync.ts';
import type { Finding } from '../history/history.ts';
import type { Moved } from '../history/moves.ts';
import { looksOther } from '../history/other-picture.ts';
import type { ReportWriter } from '../history/report-writer.ts';
import { isAnotherAlbum } from './another-album.ts';
import { compareFacts } from './compare.ts';
import type { Elsewhere } from './whereabouts.ts';

/** An image as one side has it. */
export type Seen = NonNullable<Finding['before']>;

/** Tells the history how what came differs from what was held, image by image. */
export class Findings {
  private readonly writer: ReportWriter;
  private readonly albumId: string;
  private readonly elsewhere: Elsewhere | null;
  private albumOf: (id: string) => string | null = () => null;
  private plain = 0;
  private first = 0;
  private isKept = false;

  /**
   * @param albumId the album that was asked about
   * @param elsewhere tells where its removed images are by now; null: nobody knows
   */
  constructor(writer: ReportWriter, albumId: string, elsewhere: Elsewhere | null = null) {
    this.writer = writer;
    this.albumId = albumId;
    this.elsewhere = elsewhere;
  }

  /** Counts an image that is as it was, where it was, and of which nothing is to be said. */
  unchanged(): void {
    this.plain += 1;
  }

  /** Counts an image of an album that was not held before, of which nothing is to be said. */
  firstSeen(): void {
    this.first += 1;
  }

  /**
   * An image that is held and came again.
   * @param moved null where it did not
   * @returns whether its fields are the same.
   */
  compared(before: Seen, after: Seen, moved: Moved | null = null): boolean {
    const changes = before === after ? [] : compareFacts(before.facts, after.facts);
    const isSame = changes.length === 0;
    const marks = this.marksOf(after.facts);
    if (!before.facts.processed && after.facts.processed) marks.push('now-processed');
    if (!isSame && moved !== null) marks.push('moved');
    if (!isSame && looksOther(changes)) marks.push('picture');
    if (moved === 'goes-on') marks.push('goes-on');
    const kind = isSame ? (moved === null ? 'unchanged' : 'moved') : 'changed';
    if (kind === 'unchanged' && marks.length === 0) this.unchanged();
    else this.add({ ...about(after), kind, marks, changes, before, after }, moved);
    return isSame;
  }

  added(after: Seen): void {
    const marks = this.marksOf(after.facts);
    this.add({ ...about(after), kind: 'added', marks, changes: [], before: null, after });
  }

  /** To be called where there are any, before the first `removed`. */
  async beforeRemoved(): Promise<void> {
    if (this.elsewhere !== null) this.albumOf = await this.elsewhere();
  }

  /** @param isSure false where it may be one of the records that could not be read */
  removed(before: Seen, isSure: boolean): void {
    const marks: ResyncMark[] = isSure ? [] : ['unreadable'];
    const albumId = this.albumOf(before.facts.id);
    if (albumId !== null) marks.unshift('other-album');
    const named = { ...about(before), ...(albumId === null ? {} : { albumId }) };
    this.add({ ...named, kind: 'removed', marks, changes: [], before, after: null });
  }

  /** It was asked for, and the answer does not hold it. @param before what is held of it */
  notFound(id: string, before: Seen | null): void {
    const marks: ResyncMark[] = before === null ? [] : ['known-before'];
    this.add({ ...this.aboutId(id, before), kind: 'not-found', marks, changes: [], before, after: null });
  }

  /** It was asked for, and may be one of the records that could not be read. @param before what is held of it */
  unclear(id: string, before: Seen | null): void {
    const named = this.aboutId(id, before);
    const error = unreadableAnswer;
    this.add({ ...named, kind: 'failed', marks: ['unreadable'], changes: [], error, before, after: null });
  }

  /**
   * Keeps what was told.
   * @param order of a whole album: its ids in the new order, one a line
   * @returns null where nothing differs and no resync was begun.
   */
  commit(order: Uint8Array | null): Resync | null {
    this.writer.unchanged(this.plain);
    if (this.first > 0) this.writer.added(this.first);
    this.writer.order(order);
    const resync = this.writer.commit(Date.now());
    this.isKept = true;
    return resync;
  }

  /** Lets go of what was told, unless it is kept already. */
  discard(): void {
    if (!this.isKept) this.writer.discard();
  }

  private marksOf({ albumId, processingError, oddFields }: ImageFacts): ResyncMark[] {
    const marks: ResyncMark[] = [];
    if (isAnotherAlbum(albumId, this.albumId)) marks.push('other-album');
    if (processingError !== null) marks.push('processing-error');
    if (oddFields.length > 0) marks.push('unreadable');
    return marks;
  }

  private aboutId(id: string, seen: Seen | null): Pick<Finding, 'id' | 'albumId' | 'name'> {
    return seen === null ? { id, albumId: this.albumId, name: id } : about(seen);
  }

  private add(finding: Finding, moved: Moved | null = null): void {
    if (moved === null || moved === 'goes-on') this.writer.add(finding);
    else this.writer.add(finding, moved);
  }
}

/** Runs `work`, which commits the findings; where it fails, nothing of them is kept. */
export async function orDiscard<T>(findings: Findings, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    try {
      findings.discard();
    } catch {
      // What went wrong first says why.
    }
    throw thrown;
  }
}

const unreadableAnswer: AppErrorData = {
  code: 'unreadable-answer',
  contentType: null,
  route: 'GET /image_syncs',
  status: 200,
  requestId: null,
  message: null,
};

/** The title, else the file name, else the id. */
export const nameOf = ({ title, filename, id }: ImageFacts): string => title ?? (filename || id);

const about = ({ facts }: Seen): Pick<Finding, 'id' | 'albumId' | 'name'> => ({
  id: facts.id,
  albumId: facts.albumId,
  name: nameOf(facts),
});
