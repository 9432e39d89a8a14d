import type { Columns } from '#shared/columns/read.ts';
import type { Sort } from '../../state/view.ts';

/**
 * The album's positions in the order of `sort`: stable, so that equals keep the server's order; newest and largest
 * first; what is not known comes last.
 */
export function sortedPositions(columns: Columns, sort: Sort, language: string): Uint32Array {
  const positions = Uint32Array.from({ length: columns.count }, (_, i) => i);
  switch (sort) {
    case 'position':
      return positions;
    case 'taken':
      return byNumber(positions, columns.numbers('takenAt'));
    case 'uploaded':
      return byNumber(positions, columns.numbers('createdAt'));
    case 'size':
      return byNumber(positions, columns.numbers('bytes'));
    case 'name':
      return byName(positions, columns, language);
  }
}

function byNumber(positions: Uint32Array, values: Float64Array | Uint32Array): Uint32Array {
  const keys = Float64Array.from(values, (value) => (Number.isNaN(value) ? -Infinity : value));
  return positions.sort((a, b) => {
    const [left, right] = [keys[a] ?? 0, keys[b] ?? 0];
    // Infinity less Infinity is NaN, hence the comparison first.
    return left === right ? a - b : right - left;
  });
}

function byName(positions: Uint32Array, columns: Columns, language: string): Uint32Array {
  const names = Array.from(positions, (position) => nameOf(columns, position));
  const { compare } = new Intl.Collator(language, { numeric: true });
  return positions.sort((a, b) => {
    const left = names[a] ?? '';
    const right = names[b] ?? '';
    if (left === '' || right === '') return left === right ? a - b : left === '' ? 1 : -1;
    return compare(left, right) || a - b;
  });
}

/** What an image is called: its title, else its file name; empty where it has neither. As the record has it, not cleaned. */
export function nameOf(columns: Columns, position: number): string {
  return columns.text('title', position) || columns.text('filename', position);
}
