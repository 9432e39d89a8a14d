import { environmentOf } from '#shared/environment.ts';
import type { AccountColor } from '#shared/models/session.ts';

/** Red warns: it comes first where there is something to lose, and last where there is not. */
const forProduction: readonly AccountColor[] = ['red', 'orange', 'violet', 'blue', 'green', 'grey'];
const forOthers: readonly AccountColor[] = ['blue', 'green', 'violet', 'grey', 'orange', 'red'];

/**
 * The colour of an account until the user chooses one: the first that the fewest others have.
 * @param taken the colours of the other accounts
 */
export function colorFor(
  of: Parameters<typeof environmentOf>[0],
  taken: readonly AccountColor[],
): AccountColor {
  const colors = environmentOf(of) === 'production' ? forProduction : forOthers;
  const uses = (color: AccountColor): number => taken.filter((each) => each === color).length;
  return colors.reduce((best, color) => (uses(color) < uses(best) ? color : best));
}
