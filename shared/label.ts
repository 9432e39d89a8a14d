import { z } from './zod.ts';

/** A label by language: `{"en": "Homepage", "fr": "Page d'acceuil"}`; a plain label stands under `''`. */
export const labels = z.record(z.string().max(20), z.string().max(500));
export type Labels = z.infer<typeof labels>;

/**
 * Reads a sharing's label: JSON inside a string, or a plain string (api.md, "Transport and token").
 * Anything else, such as a number or JSON of another shape, is taken as plain text.
 */
export function parseLabel(raw: string): Labels {
  try {
    const read = labels.safeParse(JSON.parse(raw));
    if (read.success && Object.keys(read.data).length > 0) return read.data;
  } catch {
    // Not JSON: a plain label.
  }
  return { '': raw.slice(0, 500) };
}

/** The label in `language` (`en`, `fr`), else the plain one, else English, else whichever comes first. */
export function labelIn(label: Labels, language: string): string {
  return label[language] ?? label[''] ?? label['en'] ?? Object.values(label)[0] ?? '';
}
