import { Copy, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShareItem } from '#shared/models/sharing.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCopyLinks, useOpenLink } from '../../queries/shares.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import styles from './job-items.module.css';

/** A job's images with outcome and link, what needs looking at first. */
export function JobItems({ jobId, items }: { jobId: string; items: ShareItem[] }) {
  const { t } = useTranslation('sharing');
  const open = useOpenLink();
  const copy = useCopyLinks();
  return (
    <>
      <VirtualTable
        label={t('results')}
        rows={items.toSorted((a, b) => Number(isSettled(a)) - Number(isSettled(b)))}
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
            cell: ({ imageId, name, link }) =>
              link !== null && (
                <span className={styles.link}>
                  <Button
                    variant="bare"
                    icon={<ExternalLink />}
                    aria-label={t('openLink', { name: plainText(name) })}
                    onClick={() => open.mutate({ jobId, imageId })}
                  >
                    {t('open')}
                  </Button>
                  <Button
                    variant="bare"
                    icon={<Copy />}
                    aria-label={t('copyLink', { name: plainText(name) })}
                    title={t('copyLink', { name: plainText(name) })}
                    onClick={() =>
                      copy.mutate({ jobId, imageId }, { onSuccess: () => notify(t('copied', { count: 1 })) })
                    }
                  />
                </span>
              ),
          },
        ]}
      />
      {open.isError && <ErrorNote error={open.error} />}
      {copy.isError && <ErrorNote error={copy.error} />}
    </>
  );
}

function Outcome({ item: { outcome, error } }: { item: ShareItem }) {
  const { t } = useTranslation('sharing');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  return (
    <>
      <span className={styles.outcome} data-outcome={outcome}>
        {t(`outcome_${outcome}`)}
      </span>
      {error !== null && <p className={styles.why}>{errorSentence(tErrors, language, error)}</p>}
    </>
  );
}

function isSettled({ outcome }: ShareItem): boolean {
  return outcome === 'shared' || outcome === 'already-shared';
}
