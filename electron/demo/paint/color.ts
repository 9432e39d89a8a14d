/** A colour in linear light, each part 0..1 and above (a lamp is brighter than paper). */
export type Color = readonly [number, number, number];

/** Where shaders write: three numbers of linear light. */
export type Pixel = Float32Array;

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** `#RRGGBB` as linear light, times `gain`. */
export function rgb(hex: string, gain = 1): Color {
  const value = Number.parseInt(hex.slice(1), 16);
  const part = (shift: number) => linear(((value >> shift) & 255) / 255) * gain;
  return [part(16), part(8), part(0)];
}

export const clamp = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** 0 up to `from`, 1 from `to` on, smooth between. */
export function smooth(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

export function set(out: Pixel, color: ArrayLike<number>): void {
  out[0] = color[0] ?? 0;
  out[1] = color[1] ?? 0;
  out[2] = color[2] ?? 0;
}

/** Moves `out` towards `color` by `share` (0..1). */
export function mix(out: Pixel, color: ArrayLike<number>, share: number): void {
  const r = out[0] ?? 0;
  const g = out[1] ?? 0;
  const b = out[2] ?? 0;
  out[0] = r + ((color[0] ?? 0) - r) * share;
  out[1] = g + ((color[1] ?? 0) - g) * share;
  out[2] = b + ((color[2] ?? 0) - b) * share;
}

/** Adds light. */
export function add(out: Pixel, color: ArrayLike<number>, amount: number): void {
  out[0] = (out[0] ?? 0) + (color[0] ?? 0) * amount;
  out[1] = (out[1] ?? 0) + (color[1] ?? 0) * amount;
  out[2] = (out[2] ?? 0) + (color[2] ?? 0) * amount;
}

export function scale(out: Pixel, factor: number): void {
  out[0] = (out[0] ?? 0) * factor;
  out[1] = (out[1] ?? 0) * factor;
  out[2] = (out[2] ?? 0) * factor;
}

export function blend(a: Color, b: Color, share: number): Color {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Colours along a line: `stops` are [place, '#RRGGBB'], ascending. */
export function gradient(stops: readonly (readonly [number, string])[]): (at: number, out: Pixel) => void {
  const places = stops.map(([place]) => place);
  const colors = stops.map(([, hex]) => rgb(hex));
  return (at, out) => {
    let n = 0;
    while (n < places.length - 1 && at > (places[n + 1] ?? 0)) n++;
    const from = colors[n] ?? [0, 0, 0];
    const to = colors[n + 1] ?? from;
    const start = places[n] ?? 0;
    const end = places[n + 1] ?? start + 1;
    set(out, from);
    mix(out, to, smooth(start, end, at));
  };
}
