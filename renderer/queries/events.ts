import type { QueryClient } from '@tanstack/react-query';
import type { SessionState } from '#shared/models/session.ts';
import { listen } from '../bridge.ts';
import { putAccounts } from './accounts.ts';
import { putAlbum } from './album.ts';
import { albumsKeys } from './albums.ts';
import { preferencesKeys } from './preferences.ts';
import { putMeter } from './meter.ts';
import { putQueue } from './queue.ts';
import { putResync } from './resync.ts';
import { applySession, sessionKeys } from './session.ts';
import { putJob, tryNowWhenOnline } from './shares.ts';
import { putWatches } from './watches.ts';

/** Takes what the main process tells of its own accord into the caches. Once, for the life of the page. */
export function followMainProcess(client: QueryClient): void {
  listen('session.changed', (state) => applySession(client, state));
  listen('preferences.changed', (all) => client.setQueryData(preferencesKeys.all, all));
  listen('album.changed', (state) => putAlbum(client, state));
  listen('share.changed', (job) => putJob(client, job));
  tryNowWhenOnline();
  listen('resync.changed', (resync) => putResync(client, resync));
  listen('queue.changed', (queue) => putQueue(client, queue));
  listen('watches.changed', (watches) => putWatches(client, watches));
  listen('accounts.changed', (accounts) => putAccounts(client, accounts));
  listen('meter.changed', (meter) => putMeter(client, meter));
  listen('albums.changed', (albums) => {
    const session = client.getQueryData<SessionState>(sessionKeys.state);
    if (session === undefined || session.status === 'signed-out') return;
    client.setQueryData(albumsKeys.list(session.account.id), albums);
  });
}
