import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharingLook } from '#shared/models/sharing.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import type { LoadedAlbum } from '../../../queries/load-album.ts';
import { countMarked, useMarks, type Marked } from '../../../queries/marks.ts';
import { useSharings } from '../../../queries/sharings.ts';
import {
  comparable,
  compare,
  comparedIn,
  useCompared,
  type ComparedSharing,
} from '../../../state/compared.ts';
import { notify } from '../../../state/notices.ts';
import { select, useSelection } from '../../../state/selection.ts';
import { selectOnly, type Selection } from '../../../state/selection/selection.ts';
import type { Shown } from '../../../state/selection/shown.ts';
import type { ShareMarks } from '../tiles/share-mark.ts';
import { markedPositions, type MarkedKind } from './select-marked.ts';

/** An album's images beside one of its sharings. */
export interface Comparison {
  /** The sharing that tiles are marked for; null for none. */
  compared: ComparedSharing | null;
  /** The album's sharings that can be compared with; null before they were asked for, which costs a call. */
  choices: ComparedSharing[] | null;
  /** `only`: the user asked to compare; where there is one sharing, it is meant. `any`: one is chosen, or none on purpose. */
  choosing: 'only' | 'any' | null;
  /** Why the album's sharings could not be had. */
  choicesError: Error | null;
  /** Asks for the album's sharings. */
  beginChoosing: () => void;
  choose: (sharing: ComparedSharing | null) => void;
  marks: ShareMarks | null;
  /** Of the whole album; null while nothing is known. */
  counts: Marked | null;
  look: SharingLook | undefined;
  /** Why it is not known what to mark, where the server is not to blame. */
  error: Error | null;
  isLooking: boolean;
  lookAgain: () => void;
  /** Selects what of the shown images has this mark, as soon as that is known. */
  selectMarked: (kind: MarkedKind) => void;
}

/** Compares the images with the sharing that was chosen for this album. */
export function useComparison(
  accountId: string,
  albumId: string,
  { columns, revision, growing }: LoadedAlbum,
  shown: Shown,
): Comparison {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const compared = useCompared(comparedIn(accountId, albumId));
  const [choosing, setChoosing] = useState<Comparison['choosing']>(null);
  const sharings = useSharings(accountId, albumId, choosing !== null);
  const choices = useMemo(
    () => (sharings.data === undefined ? null : comparable(sharings.data, language)),
    [sharings.data, language],
  );
  // Of an album that still arrives nothing is kept that could be marked.
  const album = growing ? undefined : { albumId, revision };
  const {
    marks: bytes,
    look,
    error,
    isLooking,
    lookAgain,
  } = useMarks(accountId, album, compared?.id ?? null);
  const isWhole = (look?.isWhole ?? false) && look?.readAt !== null;
  const marks = useMemo(
    () => (bytes?.length === columns.count ? { bytes, isWhole } : null),
    [bytes, isWhole, columns],
  );
  const counts = useMemo(
    () => (marks === null ? null : countMarked(marks.bytes, marks.bytes.keys())),
    [marks],
  );

  const only = choosing === 'only' && compared === null && choices?.length === 1 ? choices[0] : undefined;
  useEffect(() => {
    if (only !== undefined) compare(accountId, albumId, only);
  }, [accountId, albumId, only]);

  /** What is to be selected when it is known, unless the selection has changed by then. */
  const wish = useRef<{ kind: MarkedKind; at: Selection } | null>(null);
  const isKnown = marks !== null && !isLooking && look !== undefined;
  function fulfil({ kind }: { kind: MarkedKind }): void {
    // What was never read is not known to be missing.
    if (marks === null || look === undefined || (look.readAt === null && kind === 'notShared')) return;
    const positions = markedPositions(columns, shown, marks.bytes, kind);
    select((now) => selectOnly(now, positions));
    if (positions.length === 0) notify(t('nothingLeft'));
  }
  useEffect(() => {
    const wished = wish.current;
    if (wished === null || !isKnown) return;
    wish.current = null;
    if (wished.at === useSelection.getState().history.now) fulfil(wished);
  });

  return {
    compared,
    choices,
    choosing,
    choicesError: choosing === null ? null : sharings.error,
    beginChoosing: () => {
      setChoosing(compared === null ? 'only' : 'any');
      if (sharings.isError) void sharings.refetch();
    },
    choose: (sharing) => {
      if (sharing === null) wish.current = null;
      setChoosing('any');
      compare(accountId, albumId, sharing);
    },
    marks,
    counts,
    look,
    error,
    isLooking,
    lookAgain,
    selectMarked: (kind) => {
      if (isKnown && look.readAt !== null) {
        fulfil({ kind });
        return;
      }
      wish.current = { kind, at: useSelection.getState().history.now };
      if (compared === null) setChoosing('only');
      else if (isKnown) lookAgain();
    },
  };
}
