import type { AppErrorData } from '#shared/errors.ts';
import type { QueuedAlbum } from '#shared/models/queue.ts';
import type { AlbumEnd } from './album-end.ts';

/** How often an album is asked whose answer breaks off or is refused as too much. */
const mostTries = 3;

interface Trouble {
  tries: number;
  /** How many answers had come when it first met that. */
  since: number;
}

interface Judged {
  /** `troubled`: it is asked again, behind the others. */
  end: AlbumEnd;
  /** To pause for so many failures in a row; 0: not at all. */
  failures: number;
}

/**
 * What queues have met lately. An album whose answer breaks off may be alone with that or one of all; only the others can
 * show which, so that it stands behind them: where one of them is answered meanwhile, it is the album's own.
 */
export class QueueTroubles {
  private troubles = new WeakMap<QueuedAlbum, Trouble>();
  private answers = 0;
  /** In a row. */
  private blocks = 0;
  private doubts = 0;

  /** How often an album was asked and may yet be answered. */
  tries(album: QueuedAlbum): number {
    return this.troubles.get(album)?.tries ?? 0;
  }

  /** Takes in what came of an album. @returns what that means for it and for the others */
  judged(album: QueuedAlbum, end: AlbumEnd): Judged {
    if (end.kind === 'troubled') return this.troubled(album, end.error);
    if (end.kind === 'done' || (end.kind === 'failed' && !end.isDoubtful)) {
      this.answers += 1;
      this.blocks = 0;
      this.doubts = 0;
      return { end, failures: 0 };
    }
    if (end.kind !== 'failed') return { end, failures: (this.blocks += 1) };
    // Two in a row are no accident: it goes on slowly, so that an outage does not fail them all.
    this.doubts += 1;
    return { end, failures: this.doubts < 2 ? 0 : this.doubts };
  }

  /** What was met before says nothing any more. */
  forget(): void {
    this.troubles = new WeakMap();
    this.blocks = 0;
    this.doubts = 0;
  }

  private troubled(album: QueuedAlbum, error: AppErrorData): Judged {
    const trouble = this.troubles.get(album) ?? { tries: 0, since: this.answers };
    this.troubles.set(album, trouble);
    trouble.tries += 1;
    const isItsOwn = this.answers > trouble.since;
    if (!isItsOwn) this.blocks += 1;
    const failures = isItsOwn ? trouble.tries : this.blocks;
    // "Too much" is said of all as a rule: as long as no other is answered, it is waited for.
    const hasFailed = trouble.tries >= mostTries && (isItsOwn || error.code !== 'rate-limited');
    if (!hasFailed) return { end: { kind: 'troubled', error }, failures };
    this.troubles.delete(album);
    return { end: { kind: 'failed', error, isDoubtful: !isItsOwn }, failures };
  }
}
