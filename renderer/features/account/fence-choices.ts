import { shareFenceBounds } from '#shared/models/preferences.ts';

/** What can be chosen as the time after which a share whose answer was lost may be sent again, seconds. */
export const fenceChoices: readonly number[] = [
  shareFenceBounds.min,
  60,
  120,
  300,
  600,
  1800,
  shareFenceBounds.max,
];

/** A time such as "40 seconds", "2 minutes" or "1 hour": in the largest unit that it is a whole number of. */
export function formatSpan(seconds: number, language: string): string {
  const [unit, of] =
    seconds % 3600 === 0
      ? (['hour', 3600] as const)
      : seconds % 60 === 0
        ? (['minute', 60] as const)
        : (['second', 1] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / of);
}
