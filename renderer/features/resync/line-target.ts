/**
 * The line that a key leads to; null for a key that leads nowhere.
 * @param page lines in sight
 */
export function lineTarget(key: string, line: number, count: number, page: number): number | null {
  const target = targetOf(key, line, count, Math.max(1, page));
  return target === null || count === 0 ? null : Math.min(Math.max(target, 0), count - 1);
}

function targetOf(key: string, line: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return line + 1;
    case 'ArrowUp':
      return line - 1;
    case 'PageDown':
      return line + page;
    case 'PageUp':
      return line - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
