import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import type { Chromium } from '../chromium.ts';

/** Where downloads are kept until they have come whole, and then. */
export interface DownloadPlaces {
  arriving: string;
  downloads: string;
}

/**
 * Lets a page download what the app allows. Electron asks the user where to save; the host saves to the folder for
 * downloads, under a name that is free. Whoever attaches to the browser may have files brought elsewhere: a test does.
 * @param allows asked when a download begins
 */
export async function watchDownloads(
  chromium: Chromium,
  { arriving, downloads }: DownloadPlaces,
  allows: (url: string, filename: string) => boolean,
): Promise<void> {
  const names = new Map<string, string | null>();
  chromium.browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
    const allowed = allows(url, suggestedFilename);
    names.set(guid, allowed ? basename(suggestedFilename) : null);
    // One that has come whole before it was refused is thrown away below.
    if (!allowed) chromium.browser.send('Browser.cancelDownload', { guid }).catch(() => undefined);
  });
  chromium.browser.on('Browser.downloadProgress', ({ guid, state, filePath = join(arriving, guid) }) => {
    const name = names.get(guid);
    if (state === 'inProgress' || name === undefined) return;
    names.delete(guid);
    if (name === null) void rm(filePath, { force: true });
    else if (state === 'completed' && dirname(filePath) === arriving)
      saveAs(filePath, join(downloads, name)).catch((error: unknown) => console.error(error));
  });
  await rm(arriving, { recursive: true, force: true });
  await mkdir(arriving, { recursive: true });
  await chromium.browser.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: arriving,
    eventsEnabled: true,
  });
}

/** Moves a file to a path, or to one beside it where that is taken. */
async function saveAs(arrived: string, path: string): Promise<void> {
  const { dir, name, ext } = parse(path);
  await mkdir(dir, { recursive: true });
  for (let n = 0; ; n++) {
    const free = n === 0 ? path : join(dir, `${name} (${n})${ext}`);
    try {
      await copyFile(arrived, free, constants.COPYFILE_EXCL);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  await rm(arrived);
}
