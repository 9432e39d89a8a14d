import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react';
import { chosenIn, previewSelection, select, useSelection } from '../../state/selection.ts';
import { noPositions, positionsOf, union, type Positions } from '../../state/selection/positions.ts';
import type { Shown } from '../../state/selection/shown.ts';
import { indexesIn, type Box, type Geometry } from './layout/geometry.ts';
import type { GridScroller } from './layout/scroller.ts';

interface MarqueeProps {
  geometry: Geometry;
  shown: Shown;
  scroller: GridScroller;
}

/** A drag under way. Points are in the album, pixels, so that scrolling does not move where it began. */
interface Drag {
  element: HTMLElement;
  pointerId: number;
  from: { x: number; y: number };
  /** Where the pointer is, in the window. */
  client: { x: number; y: number };
  /** What stays selected: all that was with Ctrl, Cmd or Shift, else nothing. */
  base: Positions;
  started: boolean;
}

/** Less than this is a click with an unsteady hand. */
const threshold = 4;
/** So near an edge, or past it, the album scrolls along. */
const edge = 36;

/**
 * Selects by a rectangle drawn from empty space: between tiles and beside pictures. The whole drag is one step of the
 * selection; Escape gives it up.
 */
export function useMarquee({ geometry, shown, scroller }: MarqueeProps) {
  const [box, setBox] = useState<Box | null>(null);
  const drag = useRef<Drag | null>(null);
  /** The click that ends a drag is none. */
  const ended = useRef(false);

  function draw() {
    const { current } = drag;
    if (current === null) return;
    const to = inAlbum(current.element, current.client, scroller.top);
    const next = {
      left: Math.max(0, Math.min(current.from.x, to.x)),
      right: Math.min(current.element.clientWidth, Math.max(current.from.x, to.x)),
      top: Math.max(0, Math.min(current.from.y, to.y)),
      bottom: Math.min(
        Math.max(geometry.height, current.element.clientHeight),
        Math.max(current.from.y, to.y),
      ),
    };
    setBox(next);
    const touched = Array.from(indexesIn(geometry, next), (index) => shown.order[index] ?? 0);
    previewSelection(union(current.base, positionsOf(shown.indexes.length, touched)));
  }

  const scrollAlong = useEffectEvent(() => {
    const { current } = drag;
    const speed = current === null ? 0 : edgeSpeed(current.element, current.client.y);
    if (speed === 0) return;
    scroller.scrollTo(scroller.top + speed);
    draw();
  });

  const dragging = box !== null;
  useEffect(() => {
    if (!dragging) return;
    let frame = requestAnimationFrame(function step() {
      scrollAlong();
      frame = requestAnimationFrame(step);
    });
    const giveUp = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      previewSelection(null);
      drag.current = null;
      setBox(null);
    };
    window.addEventListener('keydown', giveUp, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('keydown', giveUp, true);
    };
  }, [dragging]);

  return {
    box,
    /** Whether the click just heard was the end of a drag. */
    wasDrag: () => ended.current,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        ended.current = false;
        const element = event.currentTarget;
        if (event.button !== 0 || event.pointerType === 'touch' || isTaken(event, element)) return;
        const client = { x: event.clientX, y: event.clientY };
        const keeps = event.ctrlKey || event.metaKey || event.shiftKey;
        const now = chosenIn(useSelection.getState());
        drag.current = {
          element,
          pointerId: event.pointerId,
          from: inAlbum(element, client, scroller.top),
          client,
          base: keeps ? now : noPositions(now.length),
          started: false,
        };
      },
      onPointerMove: (event: PointerEvent) => {
        const { current } = drag;
        if (current === null) return;
        if (event.buttons === 0) {
          // Let go outside the window.
          drag.current = null;
          return;
        }
        const [dx, dy] = [event.clientX - current.client.x, event.clientY - current.client.y];
        if (!current.started && Math.hypot(dx, dy) < threshold) return;
        if (!current.started) {
          current.started = true;
          current.element.setPointerCapture(current.pointerId);
        }
        current.client = { x: event.clientX, y: event.clientY };
        draw();
      },
      onPointerUp: () => {
        const { preview } = useSelection.getState();
        ended.current = drag.current?.started ?? ended.current;
        drag.current = null;
        setBox(null);
        if (preview !== null) select((now) => ({ ...now, chosen: preview }));
      },
      onPointerCancel: () => {
        drag.current = null;
        setBox(null);
        previewSelection(null);
      },
    },
  };
}

/** A picture, its name, its tick or the scroll bar: not empty space. */
function isTaken({ target, nativeEvent }: PointerEvent, element: HTMLElement): boolean {
  if (target instanceof Element && target.closest('[data-picture], [data-check]') !== null) return true;
  return target === element && nativeEvent.offsetX >= element.clientWidth;
}

function inAlbum(element: HTMLElement, client: { x: number; y: number }, top: number) {
  const { left, top: viewTop } = element.getBoundingClientRect();
  return { x: client.x - left, y: client.y - viewTop + top };
}

/** Pixels a frame to scroll by, the more the farther the pointer is past the edge. */
function edgeSpeed(element: HTMLElement, y: number): number {
  const { top, bottom } = element.getBoundingClientRect();
  const past = y < top + edge ? y - top - edge : Math.max(0, y - bottom + edge);
  return Math.sign(past) * Math.min(60, Math.ceil(Math.abs(past) / 3));
}
