import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { GridRows, type RowsSource } from './grid-rows.ts';
import type { GridScroller } from '../layout/scroller.ts';
import type { ShareMarks } from './share-mark.ts';

interface GridRowsProps extends RowsSource {
  scroller: GridScroller;
  /** Of the compared sharing, in the order of `columns`; null where nothing is compared. */
  marks: ShareMarks | null;
  /** Of the element that scrolls; 0 before it is known. */
  viewHeight: number;
  /** When the server last answered: pictures that failed before are tried again then. */
  syncedAt: number;
}

/** Draws the grid's rows, outside React, as of these props. Gives the ref of their element, and a way to try a picture again. */
export function useGridRows({ scroller, marks, viewHeight, syncedAt, ...source }: GridRowsProps) {
  const [rows] = useState(() => new GridRows(scroller));
  const { accountId, albumId, columns, shown, geometry, looks } = source;
  // First: the rows are drawn with the marks that belong to them.
  useLayoutEffect(() => rows.wear(marks), [rows, marks]);
  useLayoutEffect(() => {
    if (viewHeight > 0) rows.show({ accountId, albumId, columns, shown, geometry, looks }, viewHeight);
  }, [rows, accountId, albumId, columns, shown, geometry, looks, viewHeight]);

  useEffect(() => rows.retryAll(), [rows, syncedAt]);
  useEffect(() => {
    const retryAll = () => rows.retryAll();
    window.addEventListener('online', retryAll);
    return () => window.removeEventListener('online', retryAll);
  }, [rows]);

  const attachRows = useCallback((host: HTMLDivElement) => rows.attach(host), [rows]);
  const retry = useCallback((position: number) => rows.retry(position), [rows]);
  return { attachRows, retry };
}
