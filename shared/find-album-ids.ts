import { hideSecrets, hasSecretMark } from './hide-secrets.ts';
import { isAlbumId } from './models/album.ts';
import { isSalesforceId, longForm } from './salesforce-id.ts';

/** What a pasted text or a loaded file holds of albums. */
export interface FoundAlbumIds {
  /** Each id once, in the order they first come. */
  ids: string[];
  /**
   * Words that stand alone as an id does, and are neither a known album nor of Salesforce's form: any text may be an
   * album's id (api.md), so whoever pasted them has to say whether they are.
   */
  unsure: string[];
  /** Ids and such words that came more than once, each once. */
  repeated: string[];
  /** Pieces of the text that are no album's id, each once. What opens something is named, not quoted. */
  noIds: string[];
  /** What the column is called that alone was read, where the text is a table with a head; else null. */
  column: string | null;
}

/** A Salesforce id as its own word: 15 or 18 letters and digits, some of each. Not a part of a token or a UUID. */
const salesforce = /(?<![\w-])(?=[a-z]*\d)(?=\d*[a-z])(?:[a-z\d]{15}|[a-z\d]{18})(?![\w-])/gi;
/** An album in an address of the service: `/albums/ID/images`, `?album_id=ID`. */
const inAddress = /\/albums?\/([^/?#&\s"'<>]+)|[?&]album(?:_?id)?=([^&#\s"'<>]+)/gi;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const separators = ['\t', ';', '|', ','];
/** Punctuation that stands around a piece and is no part of it; `=` is how a spreadsheet keeps a number a text. */
const around = new Set(' \u00a0\u202f\ufeff"\'“”‘’«»()<>[]{}.:=*•·');
/** Longer words are tokens and the like, not what anyone calls an album. */
const longestWord = 80;

/**
 * Finds album ids in any text: a list, CSV, links, a mail. Salesforce ids are found wherever they stand, and those of 15
 * and of 18 characters of one album are one; an album's id may be any other text as well (api.md), and such a one has to
 * stand alone in its line or cell. Of a table with a head only the column that the head calls an id is read: the others
 * hold ids of other things. Case matters.
 * @param known ids of albums that the account has: taken for ids whatever they look like
 */
export function findAlbumIds(pasted: string, known: ReadonlySet<string> = new Set()): FoundAlbumIds {
  const text = hideSecrets(pasted, (word) => known.has(word));
  const table = tableIn(text);
  const found = new Collected(known);
  if (table !== null) {
    for (const row of table.rows) addCell(found, row[table.at] ?? '', table.isOfAlbums);
    return found.result(table.column);
  }
  const rows = rowsOf(text, separators).map((cells) => cells.map(withoutBullet));
  // A plain list of words is a list of ids; in a mail, words alone in a line are greetings.
  const isPlain = rows.every((cells) => cells.every((cell) => !/\s/.test(trimmed(cell))));
  const hasOthers = rows.some((cells) => cells.some((cell) => found.certain(cell).length > 0));
  for (const cells of rows) {
    const certain = cells.some((cell) => found.certain(cell).length > 0);
    for (const cell of cells) {
      // Beside an id stand names, dates and the like.
      if (certain || !isWord(trimmed(cell), isPlain && !hasOthers)) addText(found, cell);
      else found.addUnsure(trimmed(cell));
    }
  }
  return found.result(null);
}

/** Takes the ids that stand in a cell for certain, and the words between them for no ids. */
function addText(found: Collected, cell: string): void {
  const whole = trimmed(cell);
  if (found.isKnown(whole)) {
    found.add(whole);
    return;
  }
  let rest: string[] = [];
  const flush = () => {
    found.addNoId(trimmed(rest.join(' ')));
    rest = [];
  };
  for (const word of cell.split(/\s+/)) {
    const ids = found.certain(word);
    if (ids.length > 0) flush();
    else rest.push(word);
    for (const id of ids) found.add(id);
  }
  flush();
}

/** A cell of the column that holds the ids. @param isOfAlbums the head says so: then a UUID can be one too. */
function addCell(found: Collected, cell: string, isOfAlbums: boolean): void {
  const whole = trimmed(cell);
  const isId = isWord(whole, true) || (isOfAlbums && uuid.test(whole));
  if (!isId || found.certain(cell).length > 0) addText(found, cell);
  else if (isOfAlbums) found.add(whole);
  else found.addUnsure(whole);
}

/**
 * Whether a piece can be what someone calls an album.
 * @param any any word will do; else it has to be made of letters and digits, as `house-12`.
 */
function isWord(piece: string, any: boolean): boolean {
  if (piece === '' || piece.length > longestWord || /[\s@]|:\/\//.test(piece) || hasSecretMark(piece))
    return false;
  if (!isAlbumId(piece) || uuid.test(piece) || piece.startsWith('eyJ')) return false;
  return any || (/\p{L}/u.test(piece) && /\d/.test(piece));
}

class Collected {
  private readonly ids = new Set<string>();
  private readonly unsure = new Set<string>();
  private readonly repeated = new Set<string>();
  private readonly noIds = new Set<string>();
  private readonly known: ReadonlySet<string>;
  /** By the first 15 characters: the id that is known. */
  private readonly twins: ReadonlyMap<string, string>;
  /** By its form of 18 characters: the id that came first. */
  private readonly forms = new Map<string, string>();

  constructor(known: ReadonlySet<string>) {
    this.known = known;
    const alike = [...known].filter(isSalesforceId);
    this.twins = new Map(alike.map((id) => [id.slice(0, 15), id]));
  }

  isKnown(piece: string): boolean {
    return piece !== '' && this.known.has(piece);
  }

  /** The ids that a text holds for certain: of an address, known ones, Salesforce's. */
  certain(text: string): string[] {
    const plain = unescaped(text);
    const named = [...plain.matchAll(inAddress)]
      .map(([, path, query]) => trimmed(path ?? query ?? ''))
      .filter((id) => id !== '' && isAlbumId(id));
    if (named.length > 0) return named;
    const bare = trimmed(plain);
    return this.isKnown(bare) ? [bare] : (plain.match(salesforce) ?? []);
  }

  add(found: string): void {
    const id = this.albumOf(found);
    if (this.ids.has(id)) this.repeated.add(id);
    else this.ids.add(id);
  }

  addUnsure(word: string): void {
    if (this.unsure.has(word)) this.repeated.add(word);
    else this.unsure.add(word);
  }

  /** What its album is called here, where that is known or came before in its other form. */
  private albumOf(found: string): string {
    if (this.known.has(found) || !isSalesforceId(found)) return found;
    const form = longForm(found);
    const id = this.twins.get(found.slice(0, 15)) ?? this.forms.get(form) ?? found;
    this.forms.set(form, id);
    return id;
  }

  addNoId(piece: string): void {
    if (piece !== '') this.noIds.add(piece);
  }

  result(column: string | null): FoundAlbumIds {
    const unsure = [...this.unsure].filter((word) => !this.ids.has(word));
    const noIds = [...this.noIds].filter((piece) => !this.unsure.has(piece));
    return { ids: [...this.ids], unsure, repeated: [...this.repeated], noIds, column };
  }
}

/** A text whose first line names columns of which one holds ids; null where it does not. */
function tableIn(text: string) {
  const start = text.search(/\S/);
  if (start < 0) return null;
  const line = /[^\n\r]*/.exec(text.slice(start))?.[0] ?? '';
  const separator = separators.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
  const [head = [], ...rows] = rowsOf(text.slice(start), [separator]);
  const names = head.map(trimmed);
  const ranks = names.map(rankOf);
  const best = Math.max(...ranks);
  if (best === 0 || rows.length === 0) return null;
  const at = ranks.indexOf(best);
  return { rows, at, column: names[at] ?? '', isOfAlbums: best >= ofAlbums };
}

/** From this rank on a column says that its ids are albums'. */
const ofAlbums = 3;

/** How surely a head's cell is over the ids: 4 "Album Id", 3 "Albums", 2 "Id", 1 "Work Order ID"; 0: it is not. */
function rankOf(name: string): number {
  // Words apart by case, blanks, dots or underscores; a dash is part of an id such as "house-id".
  const words = name
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[\s._’'()]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 5) return 0;
  const hasId = words.some((word) => idWords.has(word));
  const hasAlbum = words.some((word) => word === 'album' || word === 'albums');
  if (hasAlbum) return hasId ? 4 : words.length === 1 ? ofAlbums : 0;
  if (!hasId) return 0;
  return words.length === 1 ? 2 : 1;
}

const idWords = new Set(['id', 'ids', 'identifier', 'identifiers', 'identifiant', 'identifiants']);

/** Lines of cells; a quoted cell may hold separators and line ends. A quote that is not closed is a letter. */
function rowsOf(text: string, cellEnds: readonly string[]): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let start = 0;
  const endCell = (end: number) => cells.push(text.slice(start, end));
  const endRow = () => {
    if (cells.some((cell) => trimmed(cell) !== '')) rows.push(cells);
    cells = [];
  };
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter === '"' && at === start) at = afterQuoted(text, at, cellEnds);
    else if (letter === '\n' || letter === '\r' || cellEnds.includes(letter)) {
      endCell(at);
      if (letter === '\n' || letter === '\r') endRow();
      at += 1;
      start = at;
    } else at += 1;
  }
  endCell(text.length);
  endRow();
  return rows;
}

/** Behind the quote that closes the cell which begins at `at`; behind its own where none does. */
function afterQuoted(text: string, at: number, cellEnds: readonly string[]): number {
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  const next = text.charAt(close + 1);
  const closes = close >= 0 && (next === '' || next === '\n' || next === '\r' || cellEnds.includes(next));
  return closes ? close + 1 : at + 1;
}

/** A line of a list without the dash before it. */
const withoutBullet = (cell: string): string => cell.replace(/^\s*[-–—]\s+/, '');

/** With `%2F` and its like as the characters they stand for. */
function unescaped(text: string): string {
  return text.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** The piece without the punctuation around it; linear, which no regular expression for a text's end is. */
function trimmed(piece: string): string {
  let start = 0;
  let end = piece.length;
  while (start < end && isAround(piece.charAt(start))) start += 1;
  while (end > start && isAround(piece.charAt(end - 1))) end -= 1;
  return piece.slice(start, end);
}

const isAround = (letter: string): boolean => around.has(letter) || /\s/.test(letter);
