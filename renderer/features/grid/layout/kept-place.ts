import type { Columns } from '#shared/columns/read.ts';
import { shownIndex, type Shown } from '../../../state/selection/shown.ts';
import { findImage } from '../find-image.ts';
import { rowOf, rowTop, type Geometry } from './geometry.ts';
import { inSight, placeAt, topOf } from './place.ts';

/** How an album is laid out just now. */
export interface Layout {
  readonly columns: Columns;
  readonly shown: Shown;
  readonly geometry: Geometry;
  /** Of the element that scrolls. */
  readonly viewHeight: number;
}

/** An image that the user scrolled to, by what sorting, searching and resyncing do not change. */
export interface KeptPlace {
  readonly id: string;
  readonly position: number;
  /** See `Place`. */
  readonly offset: number;
}

/** The place seen at `top`; null at the very top. */
export function keptAtTop({ columns, shown, geometry, viewHeight }: Layout, top: number): KeptPlace | null {
  const place = placeAt(geometry, top, viewHeight);
  const position = place === null ? undefined : shown.order[place.index];
  if (place === null || position === undefined) return null;
  return { position, id: columns.text('id', position), offset: place.offset };
}

/** The place of the image at `position`, where it is in sight at `top`; else null. */
export function keptImage(layout: Layout, position: number, top: number): KeptPlace | null {
  const { columns, shown, geometry, viewHeight } = layout;
  const index = shownIndex(shown, position);
  if (index === null || !inSight(geometry, index, top, viewHeight)) return null;
  const offset = (rowTop(geometry, rowOf(geometry, index)) - top) / geometry.rowHeight;
  return { position, id: columns.text('id', position), offset };
}

/** Where to scroll to be at a place that another layout knew; the top where its image is not shown. */
export function topOfKept({ columns, shown, geometry, viewHeight }: Layout, kept: KeptPlace | null): number {
  const position = kept === null ? null : findImage(columns, kept.id, kept.position);
  const index = shownIndex(shown, position);
  const place = kept === null || index === null ? null : { index, offset: kept.offset };
  return topOf(geometry, place, viewHeight);
}
