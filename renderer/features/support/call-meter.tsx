import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeteredDay } from '#shared/models/meter.ts';
import { formatDay } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMeter, useToday } from '../../queries/meter.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { BudgetField } from '../queue/budget-field.tsx';
import { useBudget } from '../queue/use-budget.ts';
import styles from './call-meter.module.css';

/** What the account has asked the service for, today and before: its limit stops a whole organisation. */
export function CallMeter({ accountId }: { accountId: string }) {
  const { t } = useTranslation('support');
  const id = useId();
  const meter = useMeter();
  const today = useToday(accountId);
  const budget = useBudget(accountId);
  const before =
    meter.data?.days.filter((day) => day.accountId === accountId && day.day !== today?.day) ?? [];
  return (
    <section className={styles.meter} aria-labelledby={id}>
      <h3 id={id}>{t('meter')}</h3>
      <p>{t('meterHint')}</p>
      {today !== undefined && <Today day={today} />}
      {before.length > 0 && <DaysBefore days={before} />}
      {meter.error && <ErrorNote error={meter.error} offersToken={false} albumId={null} />}
      <BudgetField budget={budget} />
    </section>
  );
}

function Today({ day: { calls, failed, pictures, picturesKept } }: { day: MeteredDay }) {
  const { t } = useTranslation('support');
  const words = {
    calls: t('calls', { count: calls }),
    pictures: t('pictures', { count: pictures }),
    kept: t('kept', { count: picturesKept }),
  };
  return (
    <p className={styles.today}>
      {t('today', words)} {failed > 0 && t('failed', { count: failed })}
    </p>
  );
}

function DaysBefore({ days }: { days: readonly MeteredDay[] }) {
  const { t } = useTranslation('support');
  const language = useLanguage();
  const number = new Intl.NumberFormat(language);
  return (
    <details>
      <summary>{t('daysBefore')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            <th scope="col">{t('columnCalls')}</th>
            <th scope="col">{t('columnFailed')}</th>
            <th scope="col">{t('columnPictures')}</th>
            <th scope="col">{t('columnKept')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, calls, failed, pictures, picturesKept }) => (
            <tr key={day}>
              <th scope="row">{formatDay(day, language)}</th>
              <td>{number.format(calls)}</td>
              <td>{number.format(failed)}</td>
              <td>{number.format(pictures)}</td>
              <td>{number.format(picturesKept)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
