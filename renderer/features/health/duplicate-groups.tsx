import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pictureAddress } from '#shared/addresses.ts';
import { flag } from '#shared/columns/layout.ts';
import type { AlbumHealth } from '#shared/models/health.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSelection } from '../../state/selection.ts';
import { placesOf } from '../../state/selection/places.ts';
import { Button } from '../../ui/button.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { pictureVersion } from '../grid/tiles/tile-facts.ts';
import { Picture } from '../resync/picture.tsx';
import styles from './duplicate-groups.module.css';
import { HealthPart } from './health-part.tsx';
import viewStyles from './health-view.module.css';
import type { SelectBar } from './use-select-bar.ts';

/** Pictures of a group that are shown: they look alike, and each that is fetched counts (api.md). */
const mostPictures = 6;

interface DuplicateGroupsProps {
  accountId: string;
  albumId: string;
  health: AlbumHealth;
  selectBar: SelectBar;
}

/** Images with the same file, group by group. */
export function DuplicateGroups({ accountId, albumId, health, selectBar }: DuplicateGroupsProps) {
  const { t } = useTranslation('health');
  const language = useLanguage();
  const { groups, groupsLeft } = health;
  const addressesOf = useAddresses(accountId, albumId, groups);
  return (
    <HealthPart title={t('groups')} isWide>
      <p className={viewStyles.muted}>{t('groupsHint')}</p>
      <ul className={styles.groups}>
        {groups.map(({ key, bytes, count, images }) => {
          const words =
            bytes === null
              ? t('group', { count })
              : t('groupSize', { count, size: formatBytes(bytes, language) });
          return (
            <li key={key} className={styles.group}>
              <div className={styles.pictures}>
                {images.slice(0, mostPictures).map(({ id }) => (
                  <span key={id}>
                    <Picture addresses={addressesOf(id)} name="" />
                  </span>
                ))}
                {count > mostPictures && (
                  <small aria-hidden>{t('moreImages', { count: count - mostPictures })}</small>
                )}
              </div>
              <p id={`same-${key}`} className={styles.words}>
                {words}
                <small>
                  <PlainText>{[...new Set(images.map(({ name, id }) => name || id))].join(', ')}</PlainText>
                </small>
              </p>
              <div className={styles.actions}>
                <Button
                  disabled={selectBar.isBusy}
                  aria-describedby={`same-${key}`}
                  onClick={() => selectBar.bar(key)}
                >
                  {t('selectAll')}
                </Button>
                <Button
                  disabled={selectBar.isBusy}
                  aria-describedby={`same-${key}`}
                  onClick={() => selectBar.bar(key, 1)}
                >
                  {t('selectExtra')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {groupsLeft > 0 && <p className={viewStyles.muted}>{t('more', { count: groupsLeft })}</p>}
    </HealthPart>
  );
}

/** Where the groups' pictures are; null for an image that has none, or is not in the album any more. */
function useAddresses(accountId: string, albumId: string, groups: AlbumHealth['groups']) {
  const place = useSelection((state) => state.place);
  const columns = place?.albumId === albumId ? place.columns : undefined;
  const places = useMemo(() => {
    const ids = groups.flatMap(({ images }) => images.slice(0, mostPictures).map(({ id }) => id));
    return columns === undefined ? null : placesOf(ids, columns);
  }, [columns, groups]);
  return (id: string): string[] => {
    const position = places?.get(id);
    if (columns === undefined || position === undefined) return [];
    if ((columns.number('flags', position) & flag.hasPicture) === 0) return [];
    return [pictureAddress(accountId, albumId, id, 'small', pictureVersion(columns, position))];
  };
}
