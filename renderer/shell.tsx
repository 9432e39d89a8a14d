import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Account } from '#shared/models/session.ts';
import { AccountDialog } from './features/account/account-dialog.tsx';
import { ExpiredBanner } from './features/account/expired-banner.tsx';
import { AlbumView } from './features/album/album-view.tsx';
import { ResyncByIdsDialog } from './features/resync/resync-by-ids-dialog.tsx';
import { AddAccountDialog } from './features/accounts/add-account-dialog.tsx';
import { HealthView } from './features/health/health-view.tsx';
import { QueueView } from './features/queue/queue-view.tsx';
import { ResyncManyDialog } from './features/resync/resync-many-dialog.tsx';
import { ResyncReportView } from './features/resync/resync-report-view.tsx';
import { ResyncsView } from './features/resync/resyncs-view.tsx';
import { JobDialog, ShareDialog } from './features/sharing/share-dialog.tsx';
import { TokenLensDialog } from './features/token-lens/token-lens-dialog.tsx';
import { useAlbums } from './queries/albums.ts';
import styles from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { closeOverlay, openAlbum, shownView, useView } from './state/view.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { useCommands } from './use-commands.ts';

interface ShellProps {
  account: Account;
  /** The token is past its end, or could not be kept: everything stays, nothing can be asked. */
  expired: boolean;
}

/** The page of a signed-in account: albums at the left, the open one at the right, one dialog at a time over both. */
export function Shell({ account, expired }: ShellProps) {
  const albumId = useView((view) => view.albumId);
  const hasView = useView((view) => shownView(view) !== null);
  useFirstAlbum(account);
  useCommands();
  return (
    <div className={styles.shell}>
      {expired && <ExpiredBanner />}
      <Sidebar account={account} />
      <main className={styles.main}>
        <ErrorBoundary>
          {albumId === null ? (
            <NoAlbum />
          ) : (
            // It stays as it is under a view: where it was scrolled to, what is selected.
            <div className={styles.album} inert={hasView}>
              <AlbumView albumId={albumId} accountId={account.id} />
            </div>
          )}
          <ViewInPlace />
        </ErrorBoundary>
      </main>
      <Overlay account={account} expired={expired} />
    </div>
  );
}

/** What stands in the album's place. */
function ViewInPlace() {
  const view = useView(useShallow(shownView));
  const albumId = useView(({ albumId: open }) => open);
  switch (view?.kind) {
    case 'resync-report':
      return <ResyncReportView key={view.resyncId} resyncId={view.resyncId} />;
    case 'resyncs':
      return <ResyncsView albumId={view.albumId} chosen={view.chosen} />;
    case 'queue':
      return <QueueView />;
    case 'health':
      return albumId !== null && <HealthView albumId={albumId} />;
    case undefined:
      return null;
  }
}

function Overlay({ account, expired }: ShellProps) {
  const overlay = useView((view) => view.overlay);
  const albumId = useView((view) => view.albumId);
  switch (overlay?.kind) {
    case 'share':
      return (
        albumId !== null && (
          <ShareDialog
            accountId={account.id}
            albumId={albumId}
            imageIds={overlay.imageIds}
            onClose={closeOverlay}
          />
        )
      );
    case 'share-job':
      return <JobDialog accountId={account.id} jobId={overlay.jobId} onClose={closeOverlay} />;
    case 'resync-by-ids':
      return albumId !== null && <ResyncByIdsDialog albumId={albumId} onClose={closeOverlay} />;
    case 'resync-many':
      return (
        <ResyncManyDialog albumId={overlay.albumId} imageIds={overlay.imageIds} onClose={closeOverlay} />
      );
    case 'account':
      return <AccountDialog account={account} expired={expired} onClose={closeOverlay} />;
    case 'add-account':
      return <AddAccountDialog onClose={closeOverlay} />;
    case 'token-lens':
      return <TokenLensDialog onClose={closeOverlay} />;
    case 'resync-report':
    case 'resyncs':
    case 'queue':
    case 'health':
    case 'viewer':
    case undefined:
      // Not dialogs of this page: views stand in the album's place, the viewer belongs to the album.
      return null;
  }
}

function NoAlbum() {
  const { t } = useTranslation('albums');
  return (
    <div className={styles.empty}>
      <h2>{t('chooseTitle')}</h2>
      <p>{t('chooseHint')}</p>
    </div>
  );
}

/** Opens the album that was open last, else the first. */
function useFirstAlbum(account: Account): void {
  const albumId = useView((view) => view.albumId);
  const { data: albums } = useAlbums(account.id);
  const first = account.lastAlbumId ?? albums?.[0]?.id ?? null;
  useEffect(() => {
    if (albumId === null && first !== null) openAlbum(first);
  }, [albumId, first]);
}
