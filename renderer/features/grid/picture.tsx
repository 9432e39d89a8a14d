import { ImageOff } from 'lucide-react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { takeTurn } from './picture-turns.ts';
import styles from './tile.module.css';

interface PictureProps {
  name: string;
  /** Null: the record names no picture. */
  address: string | null;
  /** While the album flies past: a picture that was not asked for yet waits. */
  wait: boolean;
  onFailed: () => void;
}

/**
 * One small picture. Give it its address as key: a picture that was recycled would show the former image until the
 * next one has come.
 */
export function Picture({ name, address, wait, onFailed }: PictureProps) {
  const [asked, setAsked] = useState(false);
  const [state, setState] = useState<'coming' | 'there' | 'failed'>(address === null ? 'failed' : 'coming');
  // Before it is painted: a picture that the browser still has shows at once.
  useLayoutEffect(() => {
    if (wait || address === null || state !== 'coming') return;
    return takeTurn(() => setAsked(true));
  }, [wait, address, state]);
  const cancelWhenGone = useCallback(
    // A picture that has passed is not loaded on: what is in sight goes first.
    (image: HTMLImageElement | null) => () => image?.removeAttribute('src'),
    [],
  );
  return (
    <>
      <img
        ref={cancelWhenGone}
        alt={name}
        src={asked && address !== null ? address : undefined}
        decoding="async"
        draggable={false}
        data-state={state}
        onLoad={() => setState('there')}
        onError={() => {
          setState('failed');
          onFailed();
        }}
      />
      {state === 'failed' && <ImageOff aria-hidden className={styles.missing} />}
    </>
  );
}
