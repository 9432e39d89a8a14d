import { asTyped } from './as-typed.ts';
import { hideSecrets } from './hide-secrets.ts';

/** What a pasted text holds. */
export interface FoundIds {
  /** Each id once, in the order they first come. */
  ids: string[];
  /** Ids that came more than once, each once. */
  repeated: string[];
  /** Pieces of the text that are no id, each once, cut where they are long. What opens something is named, not quoted. */
  noIds: string[];
  /** The first line is a header, such as `Image Id;Name`: its words are in none of the lists above. */
  hasHeader: boolean;
}

/** Whether a word that is no UUID is an id all the same: the album holds such an image. Case matters (api.md). */
type Known = (word: string) => boolean;

/** The service's image ids are UUIDs in every recording. Anywhere in a text, but not inside longer runs of hex. */
const uuid = /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/gi;
const cellEnds = /[\t\n\r,;|]+/;
/** What joins a label, a key or an address to an id: `id:x`, `id=x`, `/images/x?`. */
const joints = /[:=/?&#()[\]{}<>"'“”‘’«»]+/;
/** Punctuation that stands around a piece and is no part of it. */
const around = new Set(' \u00a0\u202f"\'“”„‘’‚«»‹›()<>[]{}.:*•·–—-`\\=');
/** An id is no longer (`models/image.ts`). */
const longestId = 255;

/**
 * Finds the image ids in any text: a list, CSV, quotes, links, a mail, JSON. What stands between separators (line ends,
 * tabs, commas, semicolons, bars) is a piece; in a piece that holds ids, the words that hold none are pieces of their own,
 * but for labels such as `id:`.
 * @param known tells an id that is no UUID from another word
 */
export function findIds(text: string, known: Known = () => false): FoundIds {
  const typed = asTyped(text);
  const found = readIds(typed, known);
  // A mail breaks a token over lines: it is seen in the whole text alone, in which an address may hold an id as well.
  const harmless = hideSecrets(typed, (word) => idsOf(word, known).length > 0);
  return harmless === typed ? found : { ...found, noIds: readIds(harmless, known).noIds };
}

function readIds(typed: string, known: Known): FoundIds {
  const ids = new Set<string>();
  const repeated = new Set<string>();
  const noIds = new Set<string>();
  const add = (id: string) => (ids.has(id) ? repeated.add(id) : ids.add(id));
  const lines = typed.split(/[\n\r]+/).filter((line) => line.trim() !== '');
  const hasHeader = lines.length > 1 && isHeader(lines[0] ?? '', known);

  for (const line of hasHeader ? lines.slice(1) : lines) {
    for (const cell of line.split(cellEnds)) readCell(cell);
  }
  return { ids: [...ids], repeated: [...repeated], noIds: [...noIds], hasHeader };

  function readCell(cell: string): void {
    const whole = [cell.trim(), trimmed(cell)].find((each) => isKnown(each, known));
    if (whole !== undefined) return void add(whole);
    let rest: string[] = [];
    let hasIds = false;
    const flush = () => {
      const piece = trimmed(rest.join(' '));
      // A label says what the id is: it is no mistyped one.
      if (piece !== '' && !(hasIds && isLabel(piece))) noIds.add(beginning(piece));
      rest = [];
    };
    for (const word of cell.split(/\s+/)) {
      const found = idsOf(word, known);
      if (found.length === 0) {
        rest.push(word);
        continue;
      }
      hasIds = true;
      flush();
      for (const id of found) add(id);
    }
    flush();
  }
}

function idsOf(word: string, known: Known): string[] {
  if (word === '') return [];
  const bare = trimmed(word);
  if (isKnown(bare, known)) return [bare];
  // A UUID's case says nothing; the service writes it small.
  const uuids = word.length < 36 ? [] : (word.match(uuid) ?? []);
  if (uuids.length > 0) return uuids.map((id) => (known(id) ? id : id.toLowerCase()));
  return joints.test(bare) ? bare.split(joints).filter((part) => isKnown(trimmed(part), known)) : [];
}

const isKnown = (word: string, known: Known): boolean =>
  word !== '' && word.length <= longestId && known(word);

/** The piece without the punctuation around it; linear, which no regular expression for a text's end is. */
function trimmed(piece: string): string {
  let start = 0;
  let end = piece.length;
  while (start < end && around.has(piece.charAt(start))) start += 1;
  while (end > start && around.has(piece.charAt(end - 1))) end -= 1;
  return piece.slice(start, end);
}

/** So much of a piece is enough to find it again. */
const longestPiece = 120;
const beginning = (piece: string): string =>
  piece.length > longestPiece ? `${piece.slice(0, longestPiece - 1).toWellFormed()}…` : piece;

/** A first line without ids in which a cell is called "id", "Image Id", "public_id", "photos" or the like. */
function isHeader(line: string, known: Known): boolean {
  const cells = line.split(cellEnds);
  return idsOf(line, known).length === 0 && cells.some((cell) => isLabel(trimmed(cell)));
}

/** Whether all words of a piece are ones that ids are called by. */
function isLabel(piece: string): boolean {
  if (piece.length > 60) return false;
  // Words apart by case, blanks, dots or underscores; a dash is part of a piece such as "not-an-id".
  const words = piece
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[\s._’':=]+/);
  return words.every((word) => labelWords.has(word));
}

const labelWords = new Set(
  (
    'id ids uuid uuids identifier identifiers image images photo photos picture pictures public sharinpix ' +
    'identifiant identifiants de d l la'
  ).split(' '),
);
