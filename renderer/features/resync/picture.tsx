import { Image } from 'lucide-react';
import { useState } from 'react';
import styles from './picture.module.css';

interface PictureProps {
  /** Where it may be, best first. */
  addresses: readonly string[];
  /** Empty where the words beside it say it. */
  name: string;
  /** What is said in its place where it cannot be had. */
  missing?: string;
}

/** A small picture, or a calm place for it where it is not to be had. */
export function Picture({ addresses, name, missing }: PictureProps) {
  const [failed, setFailed] = useState<readonly string[]>([]);
  const address = addresses.find((each) => !failed.includes(each));
  if (address === undefined) {
    return (
      <span className={styles.none}>
        <Image aria-hidden />
        {missing}
      </span>
    );
  }
  return (
    <img
      src={address}
      alt={name}
      // Far out of sight it is not fetched: each that is counts (api.md).
      loading="lazy"
      decoding="async"
      draggable={false}
      className={styles.picture}
      onError={() => setFailed((now) => [...now, address])}
    />
  );
}
