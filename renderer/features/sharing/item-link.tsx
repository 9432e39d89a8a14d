import { Copy, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ShareItem } from '#shared/models/sharing.ts';
import { errorSentence } from '../../i18n/error-sentence.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCopyLinks, useOpenLink } from '../../queries/shares.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import { errorData } from '#shared/errors.ts';
import styles from './job-items.module.css';

interface ItemLinkProps {
  jobId: string;
  item: ShareItem;
}

/** Opens or copies a shared image's link. The page never holds where it leads. */
export function ItemLink({ jobId, item: { imageId, name } }: ItemLinkProps) {
  const { t } = useTranslation('sharing');
  const { t: tErrors } = useTranslation('errors');
  const language = useLanguage();
  const open = useOpenLink();
  const copy = useCopyLinks();
  const named = { name: plainText(name) };
  const failed = open.error ?? copy.error;
  return (
    <>
      <span className={styles.link}>
        <Button
          variant="bare"
          icon={<ExternalLink />}
          aria-label={t('openLink', named)}
          onClick={() => open.mutate({ jobId, imageId })}
        >
          {t('open')}
        </Button>
        <Button
          variant="bare"
          icon={<Copy />}
          aria-label={t('copyLink', named)}
          title={t('copyLink', named)}
          onClick={() =>
            copy.mutate({ jobId, imageId }, { onSuccess: () => notify(t('copied', { count: 1 })) })
          }
        />
      </span>
      {failed !== null && <p role="alert">{errorSentence(tErrors, language, errorData(failed))}</p>}
    </>
  );
}
