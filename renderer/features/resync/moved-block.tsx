import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ResyncRow } from '#shared/models/resync.ts';
import { Button } from '../../ui/button.tsx';
import styles from './moved-block.module.css';
import { moveWords } from './row-words.ts';

/** Images that moved together and stand in one line, or in one each. */
export interface MovedBlock {
  /** How many more than the first. */
  others: number;
  isUnfolded: boolean;
  toggle: () => void;
}

interface MovedBlockFactProps {
  row: ResyncRow;
  /** Null: it moved alone. */
  block: MovedBlock | null;
  /** Keys of the table start in its line. */
  isStop: boolean;
}

/** Where an image, or a block of them, moved from and to; shows the block's other images. */
export function MovedBlockFact({ row, block, isStop }: MovedBlockFactProps) {
  const { t } = useTranslation('resync');
  return (
    <span className={styles.move}>
      {moveWords(t, row) ?? t('movedAlong')}
      {block !== null && (
        <Button
          variant="bare"
          icon={<ChevronRight />}
          className={styles.unfold}
          aria-expanded={block.isUnfolded}
          tabIndex={isStop ? 0 : -1}
          onClick={block.toggle}
        >
          {t('unfold', { count: block.others })}
        </Button>
      )}
    </span>
  );
}
