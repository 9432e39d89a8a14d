import type { DownloadItem, Event } from 'electron';
import { pageOrigin } from './page-origin.ts';

const saved = ['receipts', 'resyncs', 'support'].map((folder) => `${pageOrigin}/${folder}/`);

/** The part of Electron's `Session` that tells of downloads. */
interface Downloads {
  on(
    event: 'will-download',
    listener: (event: Pick<Event, 'preventDefault'>, item: Pick<DownloadItem, 'getURL'>) => void,
  ): unknown;
}

/**
 * Lets the page save receipts, reports of resyncs and the support bundle (`shared/addresses.ts`) and nothing else: a page
 * that was taken over could else write files of its own making to the user's disk. Where a file goes, the user is asked
 * by Electron itself.
 */
export function allowOnlyOwnDownloads(session: Downloads): void {
  session.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!saved.some((folder) => url.startsWith(folder)) || isPicture(url)) event.preventDefault();
  });
}

/** A former picture stands beside the reports, and is shown, not saved. */
const isPicture = (url: string): boolean => URL.parse(url)?.searchParams.get('part') === 'picture';
