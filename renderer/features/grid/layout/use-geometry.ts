import { useMemo } from 'react';
import { geometry, type Geometry } from './geometry.ts';

/** How so many images are laid out; the same object while nothing of it changes. Lengths in pixels. */
export const useGeometry = (count: number, width: number, tileSize: number): Geometry =>
  useMemo(() => geometry(count, width, tileSize), [count, width, tileSize]);
