import { flag } from '#shared/columns/layout.ts';
import type { Part } from '#shared/columns/read.ts';
import type { HealthBar } from '#shared/models/health.ts';
import { numberAt, textAt } from './part-values.ts';

/** What the columns do not tell, by position in the album. */
export interface RecordSets {
  /** 1 where the record names no place. */
  placeless: Uint8Array;
  /** The position of the first image with the same bytes, its own where it is that; -1: it has no duplicate. */
  firstOfSame: Int32Array;
}

/** Whether an image is behind a bar: image `index` of a part, at `position` of the album. */
type Pick = (part: Part, index: number, position: number) => boolean;

const flagged =
  (bits: number, wanted: number): (() => Pick) =>
  () =>
  (part, index) =>
    (numberAt(part, 'flags', index) & bits) === wanted;

const picks = {
  'processing-error': flagged(flag.processingError, flag.processingError),
  /** Without an error: those can still become processed. */
  'not-processed': flagged(flag.processed | flag.processingError, 0),
  'no-date': () => (part, index) => Number.isNaN(numberAt(part, 'takenAt', index)),
  'no-place': (sets) => (_part, _index, position) => sets.placeless[position] === 1,
  odd: flagged(flag.odd, flag.odd),
  duplicates: (sets) => (_part, _index, position) => (sets.firstOfSame[position] ?? -1) >= 0,
  'duplicates-extra': (sets) => (_part, _index, position) => {
    const first = sets.firstOfSame[position] ?? -1;
    return first >= 0 && first !== position;
  },
} satisfies Record<string, (sets: RecordSets) => Pick>;

/** The findings in the order in which they are shown. */
export const findingNames = Object.keys(picks) as (keyof typeof picks)[];

const labels = {
  tag: (part: Part, index: number): string[] => [
    ...new Set(textAt(part, 'tags', index).split('\n').filter(Boolean)),
  ],
  format: (part: Part, index: number): string[] =>
    [textAt(part, 'format', index).toLowerCase()].filter(Boolean),
  /** The day of taking by UTC. */
  day: (part: Part, index: number): string[] => {
    const takenAt = numberAt(part, 'takenAt', index);
    return Number.isNaN(takenAt) ? [] : [new Date(takenAt).toISOString().replace(/T.*$/, '')];
  },
};
type LabelKind = keyof typeof labels;

/** What an image has of a kind of label, each once. */
const labelsAt = (kind: LabelKind, part: Part, index: number): string[] => labels[kind](part, index);

/** Whether an image is known to have no label of a kind: of its tags another route alone tells. */
const isWithout = (kind: LabelKind, part: Part, index: number): boolean =>
  labelsAt(kind, part, index).length === 0 &&
  (kind !== 'tag' || (numberAt(part, 'flags', index) & flag.complete) !== 0);

export const groupKey = (first: number): string => `group:${first}`;

/** Who is behind the bar that goes by this key; null where no bar does. */
export function pickOf(key: string, sets: RecordSets): Pick | null {
  if (isFinding(key)) return picks[key](sets);
  const [, missing] = /^no-(tag|format|day)$/.exec(key) ?? [];
  if (missing !== undefined) return (part, index) => isWithout(missing as LabelKind, part, index);
  const [, kind = '', label = ''] = /^(tag|format|day|group):(.+)$/su.exec(key) ?? [];
  if (kind === 'group') {
    const first = Number(label);
    return (_part, _index, position) => sets.firstOfSame[position] === first;
  }
  return kind === '' ? null : (part, index) => labelsAt(kind as LabelKind, part, index).includes(label);
}

const isFinding = (key: string): key is keyof typeof picks => Object.hasOwn(picks, key);

/** Labels that are told apart, so that no album fills the memory; what comes after them is not counted. */
const mostLabels = 50_000;

/** Counts labels of a kind. */
export class BarTally {
  private readonly kind: LabelKind;
  private readonly counts = new Map<string, number>();
  private without = 0;

  constructor(kind: LabelKind) {
    this.kind = kind;
  }

  /** Takes in an image. */
  add(part: Part, index: number): void {
    if (isWithout(this.kind, part, index)) this.without += 1;
    for (const label of labelsAt(this.kind, part, index)) {
      const count = this.counts.get(label) ?? 0;
      if (count > 0 || this.counts.size < mostLabels) this.counts.set(label, count + 1);
    }
  }

  /** Those that have no label of the kind. */
  get none(): HealthBar {
    const key = `no-${this.kind}`;
    return { key, label: key, count: this.without };
  }

  /** The fullest bars, and how many others there are. */
  fullest(most: number): { bars: HealthBar[]; left: number } {
    const bars = Array.from(this.counts, ([label, count]) => ({
      key: `${this.kind}:${label}`,
      label,
      count,
    }));
    bars.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    return { bars: bars.slice(0, most), left: Math.max(0, bars.length - most) };
  }
}
