/**
 * The plain example of @tanstack/react-virtual with the album's names and picture addresses, laid out as the app does:
 * what the app's grid is held against. It asks the bench's server for pictures, not the app's route.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { createElement as h, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import type { TileLayout } from './in-page/tiles.ts';

type Tile = [name: string, address: string];

function Album({ tiles, layout }: { tiles: readonly Tile[]; layout: TileLayout }) {
  const { width, height, columns, pitchY } = layout;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: Math.ceil(tiles.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => pitchY,
  });
  const rows = virtual.getVirtualItems().map(({ key, index, start }) =>
    h(
      'div',
      { key, style: { position: 'absolute', top: 0, left: 0, transform: `translateY(${start}px)` } },
      tiles
        .slice(index * columns, (index + 1) * columns)
        .map((tile, column) => h(Cell, { key: column, tile, left: column * layout.pitchX, layout })),
    ),
  );
  return h(
    'div',
    { ref: scroller, role: 'grid', style: { width, height, overflow: 'auto' } },
    h('div', { style: { height: virtual.getTotalSize(), position: 'relative' } }, rows),
  );
}

function Cell({ tile: [name, src], left, layout }: { tile: Tile; left: number; layout: TileLayout }) {
  const { cellWidth, cellHeight, pictureSide } = layout;
  return h(
    'div',
    { role: 'gridcell', style: { position: 'absolute', left, width: cellWidth, height: cellHeight } },
    h('img', { src, alt: name, width: pictureSide, height: pictureSide, style: { objectFit: 'contain' } }),
    h('div', null, name),
  );
}

const layout = JSON.parse(new URLSearchParams(location.search).get('layout') ?? '') as TileLayout;
const tiles = (await (await fetch('/bench/tiles.json')).json()) as Tile[];
createRoot(document.body).render(h(Album, { tiles, layout }));
