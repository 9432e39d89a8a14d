/** What a pasted text holds. */
export interface FoundIds {
  /** Each id once, in the order they first come. */
  ids: string[];
  /** Ids that came more than once, each once. */
  repeated: string[];
  /** Pieces of the text that are no id, each once. */
  noIds: string[];
  /** The first line is a header, such as `Image Id;Name`: its words are in none of the lists above. */
  hasHeader: boolean;
}

/** The service's image ids are UUIDs in every recording. Anywhere in a text, but not inside longer runs of hex. */
const uuid = /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/gi;
const cellEnds = /[\t\n\r,;|]+/;
/** Punctuation that stands around a piece and is no part of it. */
const around = new Set(' \u00a0\u202f"\'“”‘’«»()<>[]{}.:');

/**
 * Finds the image ids in any text: a list, CSV, quotes, links, a mail. What stands between separators (line ends, tabs,
 * commas, semicolons, bars) is a piece; in a piece that holds ids, the words that hold none are pieces of their own.
 * @param known tells an id that is no UUID from another word: whether the album holds it. Case matters (api.md).
 */
export function findIds(text: string, known: (word: string) => boolean = () => false): FoundIds {
  const ids = new Set<string>();
  const repeated = new Set<string>();
  const noIds = new Set<string>();
  const add = (id: string) => (ids.has(id) ? repeated.add(id) : ids.add(id));
  const lines = text.split(/[\n\r]+/).filter((line) => line.trim() !== '');
  const hasHeader = lines.length > 1 && isHeader(lines[0] ?? '', known);

  for (const line of hasHeader ? lines.slice(1) : lines) {
    for (const cell of line.split(cellEnds)) {
      let rest: string[] = [];
      const flush = () => {
        const piece = trimmed(rest.join(' '));
        if (piece !== '') noIds.add(piece);
        rest = [];
      };
      for (const word of cell.split(/\s+/)) {
        const found = idsOf(word, known);
        if (found.length > 0) flush();
        else rest.push(word);
        for (const id of found) add(id);
      }
      flush();
    }
  }
  return { ids: [...ids], repeated: [...repeated], noIds: [...noIds], hasHeader };
}

function idsOf(word: string, known: (word: string) => boolean): string[] {
  const bare = trimmed(word);
  if (bare !== '' && known(bare)) return [bare];
  // A UUID's case says nothing; the service writes it small.
  return (word.match(uuid) ?? []).map((id) => (known(id) ? id : id.toLowerCase()));
}

/** The piece without the punctuation around it; linear, which no regular expression for a text's end is. */
function trimmed(piece: string): string {
  let start = 0;
  let end = piece.length;
  while (start < end && around.has(piece.charAt(start))) start += 1;
  while (end > start && around.has(piece.charAt(end - 1))) end -= 1;
  return piece.slice(start, end);
}

/** A first line without ids in which a cell is called "id", "Image Id", "public_id", "photos" or the like. */
function isHeader(line: string, known: (word: string) => boolean): boolean {
  const cells = line.split(cellEnds);
  return idsOf(line, known).length === 0 && cells.some(isHeaderCell);
}

function isHeaderCell(cell: string): boolean {
  if (cell.length > 60) return false;
  // Words apart by case, blanks, dots or underscores; a dash is part of a piece such as "not-an-id".
  const words = trimmed(cell)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[\s._’']+/);
  return words.every((word) => headerWords.has(word));
}

const headerWords = new Set(
  (
    'id ids uuid uuids identifier identifiers image images photo photos picture pictures public sharinpix ' +
    'identifiant identifiants de d l la'
  ).split(' '),
);
