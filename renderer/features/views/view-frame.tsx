import { ArrowLeft } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSelection } from '../../state/selection.ts';
import { closeOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { useRegion } from '../resync/use-region.ts';
import { SelectionCount } from '../selection/selection-count.tsx';
import styles from './view-frame.module.css';

interface ViewFrameProps {
  /** Names the `region`. */
  title: string;
  children: ReactNode;
}

/** A view in the album's place: the way back, its title, and the selection, which stays as it is and goes on being said. */
export function ViewFrame({ title, children }: ViewFrameProps) {
  const { t } = useTranslation('common');
  const id = useId();
  const region = useRegion();
  const columns = useSelection((state) => state.place?.columns);
  const isOverAlbum = useView(({ under }) => under.length === 0);
  return (
    <section ref={region} tabIndex={-1} aria-labelledby={id} className={styles.view}>
      <header className={styles.header}>
        <Button variant="quiet" icon={<ArrowLeft />} onClick={closeOverlay}>
          {t(isOverAlbum ? 'backToAlbum' : 'back')}
        </Button>
        <h2 id={id}>{title}</h2>
        <SelectionCount columns={columns} shown={null} />
      </header>
      {children}
    </section>
  );
}
