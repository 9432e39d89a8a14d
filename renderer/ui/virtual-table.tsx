import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import frame from './table-frame.module.css';
import styles from './virtual-table.module.css';

/** One column: `width` is a track of `grid-template-columns`, such as `2fr`. */
export interface Column<Row> {
  key: string;
  header: string;
  width: string;
  cell: (row: Row) => ReactNode;
}

interface VirtualTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  /** A row that is missing is on its way. */
  rows: readonly (Row | undefined)[];
  /** Told which rows are rendered, whenever others are: for fetching those. */
  onSight?: (first: number, last: number) => void;
}

/** Pixels of a head and of a row of one line; longer ones are measured. */
const headHeight = 38;
const rowHeight = 41;

/** A `table` of any length that renders the rows in sight; rows are as high as their words need. */
export function VirtualTable<Row>({ label, columns, rows, onSight }: VirtualTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the React Compiler is not used
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const rendered = virtual.getVirtualItems();
  useSight(rendered[0]?.index ?? 0, rendered.at(-1)?.index ?? 0, onSight);
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  return (
    // It takes the focus, so that the arrow keys scroll it.
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      className={frame.table}
      // Where room is scarce it scrolls, but never down to nothing.
      style={{ minHeight: headHeight + rowHeight * Math.min(rows.length, 4) }}
    >
      <div role="rowgroup" className={frame.head}>
        <div role="row" aria-rowindex={1} className={styles.row} style={template}>
          {columns.map((column) => (
            <div role="columnheader" key={column.key}>
              {column.header}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {rendered.map((item) => {
          const row = rows[item.index];
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              aria-busy={row === undefined || undefined}
              className={styles.row}
              style={{ ...template, transform: `translateY(${item.start}px)` }}
            >
              {columns.map((column) => (
                <div role="cell" key={column.key}>
                  {row === undefined ? '…' : column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function useSight(first: number, last: number, onSight: VirtualTableProps<never>['onSight']): void {
  const tell = useEffectEvent(() => onSight?.(first, last));
  useEffect(() => tell(), [first, last]);
}
