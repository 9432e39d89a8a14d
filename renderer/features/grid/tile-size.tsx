import { Grid2x2, Grid3x3 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultTileSize, tileSizeBounds } from '#shared/models/preferences.ts';
import { usePreferences, usePreviewPreferences, useSetPreferences } from '../../queries/preferences.ts';
import styles from './toolbar.module.css';

/** While the slider moves nothing is written; it is when it has rested for so long. */
const restMs = 250;

/** How large the tiles are: seen at once, kept over restarts. */
export function TileSize() {
  const { t } = useTranslation('grid');
  const preview = usePreviewPreferences();
  const { data: preferences } = usePreferences();
  const { mutate } = useSetPreferences();
  // The query's observers hear of a change a moment later; the slider must not jump back for that moment.
  const [moving, setMoving] = useState<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);

  function setTileSize(tileSize: number) {
    setMoving(tileSize);
    preview({ tileSize });
    clearTimeout(rest.current);
    rest.current = setTimeout(() => mutate({ tileSize }, { onSettled: () => setMoving(null) }), restMs);
  }

  return (
    <div className={styles.size}>
      <Grid3x3 aria-hidden />
      <input
        type="range"
        aria-label={t('tileSize')}
        title={t('tileSize')}
        {...tileSizeBounds}
        step={8}
        value={moving ?? preferences?.tileSize ?? defaultTileSize}
        onChange={({ target }) => setTileSize(target.valueAsNumber)}
      />
      <Grid2x2 aria-hidden />
    </div>
  );
}
