import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError, type AppErrorData } from '#shared/errors.ts';
import type { ShareItem, ShareJob } from '#shared/models/sharing.ts';
import { answerDetails, errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useItemsInSight } from '../../queries/share-items.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { ItemLink } from './item-link.tsx';
import styles from './job-items.module.css';

/** Rows that only pass by are not asked for, milliseconds. */
const scrollingEnds = 80;

/** What needs looking at comes first: there is no need to look further for it. */
const first = 50;

/** A job's images with outcome and link, what needs looking at first. */
export function JobItems({ job, total }: { job: ShareJob; total: number }) {
  const { t } = useTranslation('sharing');
  const [sight, setSight] = useState<readonly [number, number]>([0, 0]);
  const { rows, error, askAgain } = useItemsInSight(job, total, useSettled(sight, scrollingEnds));
  return (
    <>
      {error !== null && <ErrorNote error={error} onRetry={askAgain} />}
      {rows.slice(0, first).some(hasOtherRows) && <ErrorNote error={new AppError(otherRows)} />}
      {rows.slice(0, first).some(isNotListed) && <p role="note">{t('notListedNote')}</p>}
      <VirtualTable
        label={t('results')}
        rows={rows}
        onSight={(first, last) => setSight([first, last])}
        columns={[
          {
            key: 'image',
            header: t('image'),
            width: 'minmax(0, 2fr)',
            cell: ({ name }) => <PlainText>{name}</PlainText>,
          },
          {
            key: 'outcome',
            header: t('outcome'),
            width: 'minmax(0, 3fr)',
            cell: (item) => <Outcome item={item} />,
          },
          {
            key: 'link',
            header: t('link'),
            width: '104px',
            cell: (item) => item.link !== null && <ItemLink jobId={job.id} item={item} />,
          },
        ]}
      />
    </>
  );
}

const otherRows: AppErrorData = { code: 'other-rows' };

/** A server that answers with what was not sent is more than an image's bad luck (faults row 19). */
const hasOtherRows = (item: ShareItem | undefined): boolean => item?.error?.code === otherRows.code;

/** The server said that it had added it, and its list does not show it. */
const isNotListed = (item: ShareItem | undefined): boolean => item?.times === 0;

function Outcome({ item: { outcome, error, times } }: { item: ShareItem }) {
  const { t } = useTranslation('sharing');
  return (
    <>
      <span className={styles.outcome} data-outcome={outcome}>
        {t(`outcome_${outcome}`)}
      </span>
      {times !== null && (
        <span className={styles.times} data-calm={times === 0 || undefined}>
          {`, ${timesWords(t, times)}`}
        </span>
      )}
      {error !== null && <Why outcome={outcome} error={error} />}
    </>
  );
}

function timesWords(t: TFunction<'sharing'>, times: number): string {
  if (times === 0) return t('notListed');
  return times === 2 ? t('twice') : t('times', { times });
}

function Why({ outcome, error }: { outcome: ShareItem['outcome']; error: AppErrorData }) {
  const { t } = useTranslation('sharing');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  // While it is looked up by itself, nobody is to be told to try again.
  if (outcome === 'unknown') {
    const isRefused = error.code === 'refused' || error.code === 'not-found';
    return isRefused && <p className={styles.why}>{t('refusedTogether')}</p>;
  }
  const details = answerDetails(tErrors, error);
  return (
    <p className={styles.why}>
      {errorSentence(tErrors, language, error)}
      {details.length > 0 && (
        <>
          <br />
          <PlainText>{details.join(' · ')}</PlainText>
        </>
      )}
    </p>
  );
}
