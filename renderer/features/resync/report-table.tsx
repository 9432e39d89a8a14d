import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import type { ReportIndex } from '#shared/report-index.ts';
import { useRowsOf } from '../../queries/resync-rows.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import frame from '../../ui/table-frame.module.css';
import { useSettled } from '../../ui/use-settled.ts';
import { lineTarget } from './line-target.ts';
import type { ReportLines } from './report-filter.ts';
import type { MovedBlock } from './moved-block.tsx';
import { ReportRow } from './report-row.tsx';
import styles from './report-table.module.css';

interface ReportTableProps {
  accountId: string;
  resync: Resync;
  index: ReportIndex;
  shown: ReportLines;
  /** Keys of moved blocks whose images all have a line. */
  unfolded: readonly number[];
  /** A block is to be unfolded, or folded again. */
  onFold: (key: number) => void;
}

const foldKeys: ReadonlySet<string> = new Set(['ArrowRight', 'ArrowLeft']);

/** Lines that are asked for together. */
const inBlock = 50;

/** Lines that only pass by are not asked for, milliseconds. */
const scrollingEnds = 80;

/** Pixels of a line with its thumbnail; longer ones are measured. */
const lineHeight = 61;

/**
 * What changed, image by image, old and new. One tab stop: arrows, Page Up/Down, Home and End go from image to image, right
 * and left unfold and fold a moved block.
 */
export function ReportTable({ accountId, resync, index, shown, unfolded, onFold }: ReportTableProps) {
  const { t } = useTranslation('resync');
  const { lines, blocks } = shown;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  /** Where the focus goes as soon as that line is there. */
  const wanted = useRef<number | null>(null);
  const stop = Math.min(active, lines.length - 1);
  // Another function would have every line's place reckoned anew.
  const keyOf = useCallback((at: number) => index.keys[lines[at] ?? 0] ?? at, [index, lines]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the React Compiler is not used
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: keyOf,
    overscan: 6,
    // The tab stop is always there.
    rangeExtractor: (range) => withStop(range, stop),
  });
  const items = virtual.getVirtualItems();
  const { first, last } = sightOf(virtual.range);
  const { rows, error, askAgain } = useRowsOf(resync.id, useBlocks(index, lines, first, last));

  /** The moved block that begins in this line; null where none does. */
  function blockAt(at: number): MovedBlock | null {
    const key = keyOf(at);
    const others = blocks.get(key);
    if (others === undefined) return null;
    return { others, isUnfolded: unfolded.includes(key), toggle: () => onFold(key) };
  }

  function onKeyDown(event: KeyboardEvent) {
    const block = foldKeys.has(event.key) ? blockAt(stop) : null;
    if (block !== null && block.isUnfolded === (event.key === 'ArrowLeft')) {
      event.preventDefault();
      block.toggle();
      return;
    }
    const target =
      event.altKey || event.metaKey ? null : lineTarget(event.key, stop, lines.length, last - first);
    if (target === null) return;
    event.preventDefault();
    wanted.current = target;
    setActive(target);
    virtual.scrollToIndex(target);
  }

  /** Takes the focus where keys have led to this line, and again once it is more than a place. */
  function attach(at: number, line: HTMLElement | null) {
    if (line !== null && wanted.current === at) line.focus({ preventScroll: true });
  }

  function focused(at: number) {
    setActive(at);
    if (wanted.current !== at || rows.has(keyOf(at))) wanted.current = null;
  }

  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={askAgain} />}
      <div
        ref={scroller}
        role="table"
        aria-label={t('table')}
        // An image has as many rows as fields that changed: how many there are is known of those in sight only.
        aria-rowcount={-1}
        className={`${frame.table} ${styles.table}`}
        onKeyDown={onKeyDown}
        // A place that becomes a line loses the focus to nothing; who takes it elsewhere wants it there.
        onBlur={({ currentTarget, relatedTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) wanted.current = null;
        }}
      >
        <div role="rowgroup" className={frame.head}>
          <div role="row" className={styles.line}>
            {(['image', 'kind', 'field', 'before', 'after'] as const).map((column) => (
              <div role="columnheader" key={column}>
                {t(column)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="none"
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ReportRow
                accountId={accountId}
                resync={resync}
                row={rows.get(keyOf(item.index))}
                block={blockAt(item.index)}
                isStop={item.index === stop}
                onFocus={() => focused(item.index)}
                attach={(line) => attach(item.index, line)}
              />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function withStop(range: Range, stop: number): number[] {
  const rendered = defaultRangeExtractor(range);
  return rendered.includes(stop) ? rendered : [...rendered, stop].sort((a, b) => a - b);
}

const sightOf = (range: { startIndex: number; endIndex: number } | null) => ({
  first: range?.startIndex ?? 0,
  last: range?.endIndex ?? 0,
});

/** The keys of the lines in sight, in blocks that stay the same as one scrolls. */
function useBlocks(index: ReportIndex, lines: Uint32Array, first: number, last: number): number[][] {
  const from = useSettled(Math.floor(first / inBlock), scrollingEnds);
  const to = useSettled(Math.floor((last + 5) / inBlock), scrollingEnds);
  return useMemo(
    () =>
      Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) =>
        Array.from(
          lines.subarray((from + i) * inBlock, (from + i + 1) * inBlock),
          (place) => index.keys[place] ?? 0,
        ),
      ).filter((keys) => keys.length > 0),
    [index, lines, from, to],
  );
}
