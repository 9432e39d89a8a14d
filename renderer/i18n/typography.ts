/**
 * Sets a French sentence's spaces as its typography wants them, so that no line begins with a colon: no-break before
 * `:` and inside `« »`, narrow no-break before `;`, `!` and `?`. The message files keep spaces that can be seen.
 */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:»])|(?<=«) /g, '\u00a0').replace(/ (?=[;!?])/g, '\u202f');
}
