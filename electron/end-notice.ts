import { Notification } from 'electron';
import type { Language } from '#shared/models/preferences.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import type { Watch } from '#shared/models/watch.ts';
import { jobNotice, watchNotice } from './end-words.ts';
import { focusWindow, isInSight } from './window.ts';

/** Tells of a share job's end by the desktop. */
export const tellJobEnd = (job: ShareJob, language: Language): void => tell(jobNotice(job, language));

/** Tells that images that were waited for are processed, failed or gone. */
export const tellWatchEnd = (watch: Watch, language: Language): void => tell(watchNotice(watch, language));

/** Only where no window of the app is in sight; a click brings it back. */
function tell(notice: { title: string; body: string }): void {
  if (isInSight() || !Notification.isSupported()) return;
  const notification = new Notification(notice);
  notification.on('click', () => focusWindow());
  notification.show();
}
