import type { TFunction } from 'i18next';
import type { ShareJob } from '#shared/models/sharing.ts';
import { formatTime } from '../../i18n/time.ts';

type Translate = TFunction<'sharing'>;
type Going = Pick<ShareJob, 'counts' | 'waiting'>;

/** What keeps a job from sending; null: nothing does. */
type Hindrance = 'server' | 'session' | 'lost' | 'earlier';

function hindranceOf({ counts, waiting }: Going): Hindrance | null {
  if (waiting !== null && waiting.why !== 'fence') return waiting.why;
  // Also in the moments in which it is looked up: who reads or hears it would have it come and go.
  if (counts.unknown > 0) return 'lost';
  // Nothing of this job is unknown: it waits for what another one has sent to the same sharing.
  return waiting === null ? null : 'earlier';
}

const sentences = {
  server: 'serverWait',
  session: 'sessionWait',
  lost: 'fence',
  earlier: 'fenceOther',
} as const;

/** What a job waits for, and what that means; the same until that changes, since it is announced. Null: it does not wait. */
export function waitWords(t: Translate, going: Going): string | null {
  const hindrance = hindranceOf(going);
  return hindrance === null ? null : t(sentences[hindrance]);
}

/** When a job that waits goes on, or what a job does just now; null where there is no telling. */
export function nextWords(t: Translate, language: string, going: Going): string | null {
  const { counts, waiting } = going;
  if (waiting === null) {
    if (counts.sending > 0) return t('sending', { count: counts.sending });
    return counts.unknown > 0 ? t('lookingUp', { count: counts.unknown }) : t('preparing');
  }
  const hindrance = hindranceOf(going);
  if (hindrance === 'session' || waiting.until === null) return null;
  // Early looks come and go; what people wait for is when it is certain.
  const time = formatTime(waiting.certainAt ?? waiting.until, language);
  if (hindrance === 'server') return t('serverNext', { time });
  return t(hindrance === 'lost' ? 'fenceNext' : 'fenceOtherNext', { time });
}

/** What a job waits for in a few words; null while it does not wait. */
export function briefWaitWords(t: Translate, language: string, going: Going): string | null {
  const hindrance = hindranceOf(going);
  const until = going.waiting?.until ?? null;
  switch (hindrance) {
    case null:
      return null;
    case 'session':
      return t('briefSession');
    case 'lost':
      return t('briefFence');
    case 'earlier':
      return t('briefFenceOther');
    case 'server':
      return until === null ? t('briefServer') : t('briefServerAt', { time: formatTime(until, language) });
  }
}
