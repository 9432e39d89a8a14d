import { parseBytes } from '../json/parse-json.ts';
import { pictureAddresses } from '../library/picture-addresses.ts';
import type { Finding } from './history.ts';
import type { KeptRow } from './page-codec.ts';

/** No more are tried for one picture (fetch-picture.ts). */
const mostAddresses = 3;

/** What is kept of a finding. Addresses only where the library holds none, or soon others: of what it holds, it knows them. */
export function keptRow(finding: Finding, move: KeptRow['move']): KeptRow {
  const { id, albumId, name, kind, marks, changes, before, after } = finding;
  const isOfOther = kind === 'added' && marks.includes('other-album');
  const hasPictures = kind === 'removed' || isOfOther || marks.includes('picture');
  return {
    id,
    albumId,
    name,
    kind,
    marks,
    changes,
    move,
    versions: { before: before?.facts.updatedAt ?? null, after: after?.facts.updatedAt ?? null },
    error: finding.error ?? null,
    pictures: hasPictures ? { before: addressesOf(before), after: addressesOf(after) } : null,
  };
}

const addressesOf = (side: Finding['before']): string[] =>
  side === null ? [] : pictureAddresses(parseBytes(side.record), 'small').slice(0, mostAddresses);
