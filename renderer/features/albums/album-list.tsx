import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlbumSummary } from '#shared/models/album.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAlbums } from '../../queries/albums.ts';
import { openAlbum, showOverlay, useView } from '../../state/view.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import styles from './album-list.module.css';

/** The account's albums, one button each, the open one marked. */
export function AlbumList({ accountId }: { accountId: string }) {
  const { t } = useTranslation('albums');
  const albums = useAlbums(accountId);
  const openId = useView((view) => view.albumId);
  return (
    <nav aria-label={t('albums')} className={styles.nav}>
      <h2 className={styles.heading}>{t('albums')}</h2>
      {albums.isPending && <p className={styles.note}>{t('loading')}</p>}
      {albums.isError && (
        <div className={styles.note}>
          <ErrorNote error={albums.error} onRetry={() => void albums.refetch()} />
        </div>
      )}
      {albums.data?.length === 0 && <p className={styles.note}>{t('none')}</p>}
      {albums.data !== undefined && <Rows albums={withOpen(albums.data, openId)} openId={openId} />}
    </nav>
  );
}

function Rows({ albums, openId }: { albums: AlbumSummary[]; openId: string | null }) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the React Compiler is not used
  const virtual = useVirtualizer({
    count: albums.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 34,
    // An ordinary list is there as a whole, for searching with the eyes of a screen reader; thousands are not.
    overscan: 100,
  });
  const openIndex = albums.findIndex((album) => album.id === openId);
  useEffect(() => {
    if (openIndex >= 0) virtual.scrollToIndex(openIndex);
    // Only when another album is opened, not whenever the list is drawn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [openIndex]);
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const album = albums[item.index];
          return (
            album && (
              <li
                key={item.key}
                className={styles.item}
                aria-setsize={albums.length}
                aria-posinset={item.index + 1}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <AlbumButton album={album} open={album.id === openId} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function AlbumButton({ album, open }: { album: AlbumSummary; open: boolean }) {
  const { t } = useTranslation('albums');
  const language = useLanguage();
  const count = album.imagesCount;
  const id = album.id === '' ? t('noAlbumName') : plainText(album.id);
  return (
    <button
      type="button"
      className={styles.album}
      aria-current={open || undefined}
      title={id}
      // The open one's goes back to it from the report, with its search as it was.
      onClick={() => (open ? showOverlay(null) : openAlbum(album.id))}
    >
      {/* Said as one name: "001…, 215 images". */}
      <span className={styles.said}>
        {count === null ? id : t('withCount', { id, images: t('images', { count }) })}
      </span>
      <span aria-hidden className={styles.id}>
        <PlainText>{id}</PlainText>
      </span>
      {count !== null && (
        <span aria-hidden className={styles.count}>
          {new Intl.NumberFormat(language).format(count)}
        </span>
      )}
    </button>
  );
}

/** The list with the open album first where it was opened by its id and is not listed. */
function withOpen(albums: AlbumSummary[], openId: string | null): AlbumSummary[] {
  return openId === null || albums.some((album) => album.id === openId)
    ? albums
    : [{ id: openId, imagesCount: null }, ...albums];
}
