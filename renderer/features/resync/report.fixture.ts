import { resyncKinds, resyncMarks, type Resync, type ResyncRow } from '#shared/models/resync.ts';
import { encodeIndex, decodeIndex, kindCode, markBits, type ReportIndex } from '#shared/report-index.ts';

/** A resync of a whole album that has ended and found nothing. */
export function resyncOf(facts: Omit<Partial<Resync>, 'counts' | 'marks'> & Counted = {}): Resync {
  const zeros = Object.fromEntries([...resyncKinds, ...resyncMarks].map((name) => [name, 0]));
  return {
    id: '00000000-0000-4000-8000-000000000001',
    albumId: 'album-1',
    scope: 'album',
    cause: 'user',
    by: null,
    status: 'ended',
    startedAt: Date.UTC(2026, 10, 22, 15, 58, 3),
    endedAt: Date.UTC(2026, 10, 22, 15, 58, 5),
    asked: 900,
    done: 900,
    moves: 0,
    rows: 0,
    error: null,
    compared: null,
    isMoment: true,
    noIds: 0,
    repeated: 0,
    ...facts,
    counts: { ...(zeros as Resync['counts']), ...facts.counts },
    marks: { ...(zeros as Resync['marks']), ...facts.marks },
  };
}

interface Counted {
  counts?: Partial<Resync['counts']>;
  marks?: Partial<Resync['marks']>;
}

/** A row of an image called Roof that changed in nothing. */
export function rowOf(facts: Partial<ResyncRow> = {}): ResyncRow {
  return {
    key: 0,
    id: 'id-1',
    albumId: 'album-1',
    name: 'Roof',
    kind: 'changed',
    marks: [],
    changes: [],
    move: null,
    versions: { before: 1, after: 2 },
    error: null,
    ...facts,
  };
}

/** An index of these rows, in one page. */
export function indexOf(rows: readonly Pick<ResyncRow, 'kind' | 'marks'>[], page = 0): ReportIndex {
  return decodeIndex(
    encodeIndex([
      {
        page,
        kinds: Uint8Array.from(rows, ({ kind }) => kindCode(kind)),
        marks: Uint16Array.from(rows, ({ marks }) => markBits(marks)),
      },
    ]).buffer,
  );
}
