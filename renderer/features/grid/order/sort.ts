import type { Columns } from '#shared/columns/read.ts';
import type { Sort } from '../../../state/view.ts';
import { byName } from './name-order.ts';
import { byNumber } from './number-order.ts';
import { serverOrder } from './server-order.ts';

/**
 * The album's positions in the order of `sort`: stable, so that equals keep the server's order; newest and largest
 * first; what is not known comes last.
 */
export function sortedPositions(columns: Columns, sort: Sort): Uint32Array {
  switch (sort) {
    case 'position':
      return serverOrder(columns.count);
    case 'taken':
      return byNumber(columns.numbers('takenAt'));
    case 'uploaded':
      return byNumber(columns.numbers('createdAt'));
    case 'size':
      return byNumber(columns.numbers('bytes'));
    case 'name':
      return byName(columns);
  }
}

/** What an image is called: its title, else its file name; empty where it has neither. As the record has it, not cleaned. */
export function nameOf(columns: Columns, position: number): string {
  return columns.text('title', position) || columns.text('filename', position);
}
