import { Notification } from 'electron';
import type { Language } from '#shared/models/preferences.ts';
import type { ShareJob } from '#shared/models/sharing.ts';
import { jobNotice } from './job-words.ts';
import { focusWindow, isInSight } from './window.ts';

/** Tells of a job's end by the desktop, where no window of the app is in sight; a click brings it back. */
export function tellJobEnd(job: ShareJob, language: Language): void {
  if (isInSight() || !Notification.isSupported()) return;
  const notification = new Notification(jobNotice(job, language));
  notification.on('click', () => focusWindow());
  notification.show();
}
