import type { Shell } from 'electron';
import { AppError } from '#shared/errors.ts';
import { parseServerLink } from './server-link.ts';

/**
 * Opens a link in the user's browser, where it stands on the server's own origin. The system would start any program
 * for any scheme it knows (`file:`, `smb:`, `ms-msdt:`), so nothing else is handed to it (attacks A8).
 * @throws AppError `internal` for any other link: the main process never makes one.
 */
export async function openExternally(
  shell: Pick<Shell, 'openExternal'>,
  url: string,
  allowedOrigin: string,
): Promise<void> {
  const link = URL.canParse(url) ? parseServerLink(url, allowedOrigin) : null;
  if (link === null) throw new AppError({ code: 'internal' });
  await shell.openExternal(link);
}
