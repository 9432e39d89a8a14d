const longest = 500;

/**
 * A server's text as it may be shown: control characters taken out, bidirectional controls made visible (they can make
 * `gpj.exe` read `exe.jpg`), cut at a length that no name needs. `PlainText` shows it; an attribute takes it as it is (attacks A7).
 */
export function plainText(text: string): string {
  const clean = text
    .slice(0, longest * 2)
    .replace(/\s*\p{Cc}+\s*/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, (control) => `[U+${codePoint(control)}]`)
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

const codePoint = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** A server's text (a name, a label, an id, a value) between the page's own words. */
export function PlainText({ children }: { children: string }) {
  return <bdi>{plainText(children)}</bdi>;
}
