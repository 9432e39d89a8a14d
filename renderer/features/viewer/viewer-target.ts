/**
 * The index in what is shown that a key leads to; null for a key that leads nowhere.
 * @param index null where the image is not among what is shown any more: any way leads to the first.
 * @param vertical up and down go on as well.
 */
export function viewerTarget(
  key: string,
  index: number | null,
  count: number,
  vertical: boolean,
): number | null {
  const target = keyTarget(key, index ?? -1, count, vertical);
  return target === null || count === 0 ? null : Math.min(Math.max(target, 0), count - 1);
}

function keyTarget(key: string, index: number, count: number, vertical: boolean): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
      return index + 1;
    case 'ArrowLeft':
    case 'PageUp':
      return index - 1;
    case 'ArrowDown':
      return vertical ? index + 1 : null;
    case 'ArrowUp':
      return vertical ? index - 1 : null;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
