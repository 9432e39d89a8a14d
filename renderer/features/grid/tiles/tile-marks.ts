import type { ShareMark } from './share-mark.ts';
import { made } from './tile-parts.ts';
import type { TileFacts } from './tile-facts.ts';
import styles from './tile.module.css';

/** What tiles say and the icons they show, in the interface's language. */
export interface TileLooks {
  noName: string;
  noPicture: string;
  pictureFailed: string;
  processingError: string;
  oddRecord: string;
  page: (page: number) => string;
  share: Record<NonNullable<ShareMark>, string>;
  /** A new copy. */
  icon: (name: 'missing' | 'odd' | 'bad') => Node;
}

/** What is wrong or special with an image, in words; undefined for nothing. */
export function description(
  facts: TileFacts,
  failed: boolean,
  share: ShareMark,
  looks: TileLooks,
): string | undefined {
  const marks = [
    facts.address === null && looks.noPicture,
    failed && looks.pictureFailed,
    facts.processingError && looks.processingError,
    facts.odd && looks.oddRecord,
    facts.page > 0 && looks.page(facts.page),
    share !== null && looks.share[share],
  ].filter((mark) => mark !== false);
  return marks.length > 0 ? marks.join('. ') : undefined;
}

/** The same for those who see it; null for nothing. Few images have any. */
export function marks(facts: TileFacts, looks: TileLooks): HTMLElement | null {
  if (facts.page === 0 && !facts.odd && !facts.processingError) return null;
  const all = made('span', styles.marks);
  all.ariaHidden = 'true';
  const mark = (title: string): HTMLElement => {
    const one = made('span', undefined);
    one.title = title;
    all.append(one);
    return one;
  };
  if (facts.page > 0) mark(looks.page(facts.page)).dataset.page = String(facts.page);
  if (facts.odd) mark(looks.oddRecord).append(looks.icon('odd'));
  if (facts.processingError) {
    const bad = mark(looks.processingError);
    bad.dataset.bad = '';
    bad.append(looks.icon('bad'));
  }
  return all;
}

/** Where a picture would be that cannot be had. Pressed, it tries again where there is something to try. */
export function missing(canRetry: boolean, looks: TileLooks): HTMLElement {
  const icon = made('span', styles.missing);
  icon.ariaHidden = 'true';
  if (canRetry) {
    icon.dataset.retry = '';
    icon.title = looks.pictureFailed;
  }
  icon.append(looks.icon('missing'));
  return icon;
}
