/** The positions 0 up to `count`. */
export function serverOrder(count: number): Uint32Array<ArrayBuffer> {
  const positions = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) positions[i] = i;
  return positions;
}
