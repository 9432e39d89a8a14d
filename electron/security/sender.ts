import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isPageUrl } from './page-origin.ts';

/**
 * True where a call comes from the page itself (attacks A19): from a window of ours, from its main frame, while that
 * frame shows the page. A frame that has navigated or been removed is null or detached, and is not trusted.
 * @param isWindow whether these contents are a window that main.ts opened
 */
export function isTrustedSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  isWindow: (contents: WebContents) => boolean,
): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.detached || frame.parent !== null) return false;
  return isWindow(event.sender) && isPageUrl(frame.url);
}
