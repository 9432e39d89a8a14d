import type { Row } from './measurement.ts';

const number = (value: number): string => {
  if (!Number.isFinite(value)) return '-';
  const digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
};

/** The rows as one Markdown table. */
export function table(rows: readonly Row[]): string {
  const head = ['what', 'N', 'measured', 'floor', 'ratio', 'target', 'met'];
  const lines = rows.map(({ what, n, measured, unit, floor, target, met, note }) => [
    note === undefined ? what : `${what} (${note})`,
    n?.toLocaleString('en') ?? '',
    `${number(measured)} ${unit}`,
    floor === null ? '' : `${number(floor)} ${unit}`,
    floor === null || floor === 0 ? '' : `${number(measured / floor)}x`,
    target,
    met ? 'met' : '**missed**',
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
