import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Resync } from '#shared/models/resync.ts';
import { formatMoment } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useResyncState } from '../../queries/resync.ts';
import { openAlbum, showOverlay, useView } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import styles from './report-head.module.css';
import { askedWords } from './report-words.ts';

/** What was asked: album, when, what, by whom. */
export function ReportHead({ resync }: { resync: Resync }) {
  const { t } = useTranslation(['resync', 'albums']);
  const { t: tResync } = useTranslation('resync');
  const language = useLanguage();
  const isOpen = useView(({ albumId }) => albumId === resync.albumId);
  const album = plainText(resync.albumId) || t('albums:noAlbumName');
  return (
    <div className={styles.head}>
      <p className={styles.facts}>
        <strong>{t('heading', { album })}</strong>
        <span>{formatMoment(resync.startedAt, language)}</span>
        {resync.compared === null ? (
          <span>{askedWords(tResync, resync)}</span>
        ) : (
          <Moments from={resync.compared.from} to={resync.compared.to} />
        )}
        {resync.cause !== 'user' && <span>{t(`cause_${resync.cause}`)}</span>}
        {resync.by !== null && (
          <span>
            <PlainText>{t('by', { who: resync.by })}</PlainText>
          </span>
        )}
      </p>
      <Button
        variant="quiet"
        icon={<History />}
        className={styles.history}
        onClick={() => showOverlay({ kind: 'resyncs', albumId: resync.albumId })}
      >
        {t('albumHistory')}
      </Button>
      {!isOpen && <Button onClick={() => openAlbum(resync.albumId)}>{t('openAlbum')}</Button>}
    </div>
  );
}

/** The two moments of a comparison; one that was removed from the history since has no time any more. */
function Moments({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation('resync');
  const language = useLanguage();
  const timeOf = (moment: Resync | undefined) =>
    moment === undefined ? '…' : formatMoment(moment.startedAt, language);
  const times = { from: timeOf(useResyncState(from).data), to: timeOf(useResyncState(to).data) };
  return <span>{t('comparedMoments', times)}</span>;
}
