import { ArrowLeft } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSelection } from '../../state/selection.ts';
import { closeOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { SelectionCount } from '../selection/selection-count.tsx';
import { useRegion } from './use-region.ts';
import styles from './view-frame.module.css';

interface ViewFrameProps {
  /** Names the `region`. */
  title: string;
  /** What can be done with all of it, in the selection's place where that does not matter. */
  action?: ReactNode;
  /** A dialog of its own is open: Escape closes that first. */
  isBusy?: boolean;
  children: ReactNode;
}

/** A view in the album's place: the way back, its title, and the selection, which stays as it is and goes on being said. */
export function ViewFrame({ title, action, isBusy = false, children }: ViewFrameProps) {
  const { t } = useTranslation('common');
  const id = useId();
  const region = useRegion(isBusy);
  const columns = useSelection((state) => state.place?.columns);
  const isOverAlbum = useView(({ under }) => under.length === 0);
  return (
    <section ref={region} tabIndex={-1} aria-labelledby={id} className={styles.view}>
      <header className={styles.header}>
        <Button variant="quiet" icon={<ArrowLeft />} onClick={closeOverlay}>
          {t(isOverAlbum ? 'backToAlbum' : 'back')}
        </Button>
        <h2 id={id}>{title}</h2>
        {action ?? <SelectionCount columns={columns} shown={null} />}
      </header>
      {children}
    </section>
  );
}
