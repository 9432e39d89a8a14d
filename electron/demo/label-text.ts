/** A sharing's label as recorded: JSON inside a string, with the spaces that Ruby puts there. */
export const label = (en: string, fr: string) => `{"en": ${JSON.stringify(en)}, "fr": ${JSON.stringify(fr)}}`;
