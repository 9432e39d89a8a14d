import { useTranslation } from 'react-i18next';
import type { Comparison } from './use-comparison.ts';

/** How many of the album's images are in the compared sharing; nothing where none is compared. */
export function ComparedCounts({
  comparison: { compared, counts, look, isLooking },
}: {
  comparison: Comparison;
}) {
  const { t } = useTranslation('marks');
  if (compared === null) return null;
  if (counts === null || look === undefined) return isLooking && <span role="status">{t('looking')}</span>;
  const isRead = look.readAt !== null;
  const words = [
    (isRead || counts.shared > 0) && t('shared', { count: counts.shared }),
    counts.changedSince > 0 && t('changed', { count: counts.changedSince }),
    counts.uncertain > 0 && t('uncertain', { count: counts.uncertain }),
    isRead && look.isWhole && t('notShared', { count: counts.notShared }),
  ].filter((each) => each !== false);
  return words.length > 0 && <span role="status">{words.join(' · ')}</span>;
}
