import type { QueryClient } from '@tanstack/react-query';
import type { SessionState } from '#shared/models/session.ts';
import { listen } from '../bridge.ts';
import { putAlbum } from './album.ts';
import { albumsKeys } from './albums.ts';
import { preferencesKeys } from './preferences.ts';
import { resyncKeys } from './resync.ts';
import { applySession, sessionKeys } from './session.ts';
import { putJob, tryNowWhenOnline } from './shares.ts';

/** Takes what the main process tells of its own accord into the caches. Once, for the life of the page. */
export function followMainProcess(client: QueryClient): void {
  listen('session.changed', (state) => applySession(client, state));
  listen('preferences.changed', (all) => client.setQueryData(preferencesKeys.all, all));
  listen('album.changed', (state) => putAlbum(client, state));
  listen('share.changed', (job) => putJob(client, job));
  tryNowWhenOnline();
  listen('resync.progress', (progress) => client.setQueryData(resyncKeys.progress, progress));
  listen('albums.changed', (albums) => {
    const session = client.getQueryData<SessionState>(sessionKeys.state);
    if (session === undefined || session.status === 'signed-out') return;
    client.setQueryData(albumsKeys.list(session.account.id), albums);
  });
}
