import type { MouseEvent } from 'react';
import { select, setActive, useSelection } from '../../state/selection.ts';
import { nothingSelected, selectOne, selectRange, toggle } from '../../state/selection/selection.ts';
import type { Shown } from '../../state/selection/shown.ts';

/** The position of the image whose tile an event happened in; null beside all tiles. */
export function positionUnder(target: EventTarget): number | null {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null;
  return tile === null ? null : Number(tile.dataset.position);
}

/**
 * What a click in the grid does: selects one; with Ctrl or Cmd, or on the tick, toggles; with Shift selects a range,
 * with both adds it; beside all tiles clears. On what stands for a picture that failed it tries again.
 */
export function clickGrid(event: MouseEvent, shown: Shown, retry: (position: number) => void): void {
  const { target, shiftKey } = event;
  const far = event.ctrlKey || event.metaKey;
  const position = positionUnder(target);
  if (position === null) {
    if (!far && !shiftKey) select((now) => nothingSelected(now.chosen.length));
    return;
  }
  const isOn = (part: string): boolean => target instanceof Element && target.closest(part) !== null;
  if (isOn('[data-retry]')) {
    setActive(position);
    retry(position);
    return;
  }
  const { active } = useSelection.getState();
  const onTick = isOn('[data-check]');
  if (shiftKey) select((now) => selectRange(now, shown, position, { add: far, fallback: active }));
  else if (far || onTick) select((now) => toggle(now, position));
  else select((now) => selectOne(now, position));
  setActive(position);
}
