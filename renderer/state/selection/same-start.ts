import type { Columns, Part } from '#shared/columns/read.ts';

/** How many images from the first on are the same in both, by their ids. A part that both hold costs nothing. */
export function sameStart(a: Columns, b: Columns): number {
  let same = 0;
  for (const [i, part] of a.parts.entries()) {
    const other = b.parts[i];
    if (other === undefined) break;
    const inPart = part === other ? part.count : sameIds(part, other);
    same += inPart;
    if (inPart < part.count) break;
  }
  return same;
}

function sameIds(a: Part, b: Part): number {
  const [left, right] = [a.texts('id'), b.texts('id')];
  const count = Math.min(a.count, b.count);
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const end = left.ends[i + 1] ?? 0;
    if (right.ends[i + 1] !== end) return i;
    for (; at < end; at += 1) if (left.bytes[at] !== right.bytes[at]) return i;
  }
  return count;
}
