import type { DownloadItem, Event } from 'electron';
import { pageOrigin } from './page-origin.ts';

const receipts = `${pageOrigin}/receipts/`;

/** The part of Electron's `Session` that tells of downloads. */
interface Downloads {
  on(
    event: 'will-download',
    listener: (event: Pick<Event, 'preventDefault'>, item: Pick<DownloadItem, 'getURL'>) => void,
  ): unknown;
}

/**
 * Lets the page save receipts (`receiptAddress`) and nothing else: a page that was taken over could else write files of
 * its own making to the user's disk. Where a receipt goes, the user is asked by Electron itself.
 */
export function allowOnlyReceipts(session: Downloads): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(receipts)) event.preventDefault();
  });
}
