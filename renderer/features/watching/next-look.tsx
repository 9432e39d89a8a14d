import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { formatSpan } from './watch-words.ts';

/** How long until it is looked at again, ticking for the eye; who listens hears the time of day when they come by. */
export function NextLook({ at }: { at: number }) {
  const { t } = useTranslation('watching');
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (at <= now) return t('looking');
  return (
    <span aria-hidden title={formatTime(at, language)}>
      {t('nextIn', { span: formatSpan(at - now, language) })}
    </span>
  );
}
