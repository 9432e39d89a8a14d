/**
 * The words of one part of the page in both languages. `fr` has exactly the keys of `en`, else it does not compile.
 *
 * Plurals end in `_one` and `_other`. French has a third form for round millions ("many"); the app never counts that
 * far, so it takes the words of `_other` (see `index.ts`).
 */
export function messages<const En extends Record<string, string>>(words: {
  en: En;
  fr: NoInfer<Record<keyof En, string>>;
}): { en: En; fr: Record<keyof En, string> } {
  return words;
}

/** Whether a part has words under a key that came from outside, such as the name of a right or of a field. */
export function hasWords<Key extends string>(part: { en: Record<Key, string> }, key: string): key is Key {
  return Object.hasOwn(part.en, key);
}
