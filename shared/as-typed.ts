/**
 * A pasted text as it was meant: mail programs, office programs and web pages put things into it that nobody sees, or
 * write a sign in another way. What remains reads the same; nothing is taken out that a person would miss.
 */
export function asTyped(text: string): string {
  const whole = text.replace(unseen, '').replace(softBreaks, '').replace(escapes, fromHex);
  return withEntities(withPercents(whole)).replace(unseen, '').replace(dashes, '-');
}

/** Zero-width characters, soft hyphens, direction marks, byte order marks: they hide within an id. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** Office programs make hyphens longer, and some of them no-break: within an id, between its groups. */
const dashes = /(?<=[\da-f]{4})[\u2010-\u2015\u2212\ufe58\ufe63\uff0d](?=[\da-f]{4})/gi;

/** A mail's source breaks its lines within ids (quoted-printable). */
const softBreaks = /(?<=[\da-f-])=\r?\n(?=[\da-f-])/gi;

/** JSON within a text of JSON, or of a log, writes quotes and the like by their numbers. */
const escapes = /\\u00([2357][\da-f]|0[9ad])/gi;

const fromHex = (_: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));

/** Signs that a link writes as `%2D`; others stay, since only these stand in or around an id. */
function withPercents(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([2357][\da-f]|0[9ad])/gi, fromHex);
}

/** `&nbsp;`, `&#45;`, `&#x2D;` and the like, as a page's source has them. */
function withEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,5})|#(\d{1,6})|([a-z]{2,8}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : null;
      if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return entities.get(name?.toLowerCase() ?? '') ?? whole;
    },
  );
}

const entities = new Map([
  ['nbsp', ' '],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['shy', ''],
  ['zwnj', ''],
  ['zwj', ''],
  ['hyphen', '-'],
  ['dash', '-'],
  ['ndash', '\u2013'],
  ['mdash', '\u2014'],
  ['minus', '\u2212'],
]);
