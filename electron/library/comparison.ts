import { movedPlaces, type Moved } from '../history/moves.ts';
import type { Arrival } from './arrival.ts';
import type { Findings, Seen } from './findings.ts';
import { factsOf, idAt, seenAt } from './image-list.ts';
import type { StoredList } from './stored-list.ts';

/** The list that is held, and where the images that came stand in it. */
export interface Held {
  list: StoredList;
  /** The album's. */
  revision: number;
  /** How many of its images, from the first, stand where a list had them; of the others no move is known. */
  placed: number;
  /** By position in the arrival, where the image stands in the held list; -1: nowhere. */
  former: Int32Array;
}

/** What is to be said of an arrival. */
export interface Telling {
  /** Null: nothing. */
  findings: Findings | null;
  /** The album was not held, or only in part: all of it counts as added. */
  isFirst: boolean;
}

/** Compares what has arrived with what is held, image by image, and tells the history of it. */
export class Comparison {
  /** Whether both show the same images in the same order, as far as they were compared. */
  isSame: boolean;
  private readonly arrival: Arrival;
  private readonly held: Held | null;
  private readonly telling: Telling;
  /** Where the album is compared with the one that is held. */
  private readonly findings: Findings | null;
  private readonly moved: ReadonlyMap<number, Moved>;

  constructor(arrival: Arrival, held: Held | null, telling: Telling) {
    this.arrival = arrival;
    this.held = held;
    this.telling = telling;
    this.findings = telling.isFirst ? null : telling.findings;
    this.isSame = held?.list.count === arrival.count;
    this.moved = held === null || this.findings === null ? new Map() : movedPlaces(placesIn(held));
  }

  /** It is not held. @param record as it came */
  added(position: number, record: Uint8Array): void {
    this.isSame = false;
    if (this.telling.isFirst) this.first(position, record);
    else this.findings?.added(this.seen(position, record));
  }

  /** It came byte for byte as it was. Only what is worth a word is read. @param at where it is held */
  again(position: number, at: number, record: () => Uint8Array): void {
    const { arrival, findings, moved } = this;
    this.isSame &&= at === position;
    if (this.telling.isFirst) {
      this.first(position, record());
    } else if (moved.has(position) || arrival.isRemarkable(position)) {
      const seen = this.seen(position, record());
      findings?.compared(seen, seen, moved.get(position) ?? null);
    } else {
      findings?.unchanged();
    }
  }

  /** It came otherwise than it was. @param at where it is held */
  otherwise(position: number, at: number, was: Seen, is: Seen): void {
    const isSame = this.findings?.compared(was, is, this.moved.get(position) ?? null) ?? false;
    if (this.telling.isFirst) this.first(position, is.record);
    this.isSame &&= isSame && at === position;
  }

  /** What is held and did not come again. To be called after all that came. */
  async removed(): Promise<void> {
    const { held, findings, arrival } = this;
    if (held === null) return;
    const cameAgain = new Uint8Array(held.list.count);
    for (const at of held.former) if (at >= 0) cameAgain[at] = 1;
    const gone = [...cameAgain.keys()].filter((position) => cameAgain[position] === 0);
    // As many as could not be read may be just those.
    const isSure = gone.length > arrival.unreadable;
    if (gone.length > 0) await findings?.beforeRemoved();
    for (const position of gone) findings?.removed(seenAt(held.list, position), isSure);
    this.isSame &&= gone.length === 0;
  }

  seen(position: number, record: Uint8Array): Seen {
    return { facts: factsOf(record, idAt(this.arrival, position)), record };
  }

  private first(position: number, record: Uint8Array): void {
    const { findings } = this.telling;
    if (this.arrival.isRemarkable(position)) findings?.added(this.seen(position, record));
    else findings?.firstSeen();
  }
}

/** Where they stood, of those whose place is known. */
const placesIn = ({ former, placed }: Held): Int32Array => former.map((at) => (at < placed ? at : -1));
