import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageFacts } from '#shared/models/image.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { formatDateTime } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useCopy } from '../../queries/clipboard.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { Color } from '../../ui/color.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { TagList } from './tag-list.tsx';
import styles from './viewer.module.css';

/** What the record says, line by line; what it does not say has no line. */
export function Facts({ facts }: { facts: ImageFacts }) {
  const { t } = useTranslation('viewer');
  const language = useLanguage();
  const time = (ms: number | null) => ms !== null && formatDateTime(ms, language);
  const text = (value: string | null | undefined) =>
    value !== null && value !== undefined && value !== '' && <PlainText>{value}</PlainText>;
  const { width, height, originalWidth, originalHeight, crop, gps } = facts;
  const isCropped = originalWidth !== width || originalHeight !== height;
  return (
    <dl className={styles.facts}>
      <Fact name={t('title')}>{text(facts.title)}</Fact>
      <Fact name={t('description')}>{text(facts.description)}</Fact>
      <Fact name={t('filename')}>{text(facts.filename)}</Fact>
      <Fact name={t('tags')}>
        {facts.tagNames === undefined ? t('tagsUnknown') : <TagList tags={facts.tagNames} />}
      </Fact>
      <Fact name={t('dimensions')}>
        {width !== null && height !== null && t('pixels', { width, height })}
      </Fact>
      <Fact name={t('original')}>
        {isCropped &&
          originalWidth !== null &&
          originalHeight !== null &&
          t('pixels', { width: originalWidth, height: originalHeight })}
      </Fact>
      <Fact name={t('crop')}>{crop !== null && t('cropOf', crop)}</Fact>
      <Fact name={t('rotation')}>{facts.rotation !== 0 && t('degrees', { degrees: facts.rotation })}</Fact>
      <Fact name={t('size')}>{facts.bytes !== null && formatBytes(facts.bytes, language)}</Fact>
      <Fact name={t('format')}>{text(facts.format?.toUpperCase())}</Fact>
      <Fact name={t('taken')}>{time(facts.takenAt)}</Fact>
      <Fact name={t('uploaded')}>{time(facts.createdAt)}</Fact>
      <Fact name={t('changed')}>{time(facts.updatedAt)}</Fact>
      <Fact name={t('uploader')}>{text(facts.uploaderId)}</Fact>
      <Fact name={t('gps')}>{gps?.map((degrees) => degrees.toFixed(5)).join(', ')}</Fact>
      <Fact name={t('page')}>{facts.groupId === null ? null : facts.page}</Fact>
      <Fact name={t('group')}>{text(facts.groupId)}</Fact>
      <Fact name={t('color')}>{facts.color !== null && <Color hex={hexOf(facts.color)} />}</Fact>
      <Fact name={t('processing')} bad>
        {text(facts.processingError)}
      </Fact>
      <Fact name={t('oddFields')} bad>
        {text(facts.oddFields.join(', '))}
      </Fact>
      <ImageId id={facts.id} />
    </dl>
  );
}

/** @param color 0xRRGGBB. */
const hexOf = (color: number): string => `#${color.toString(16).padStart(6, '0').toUpperCase()}`;

interface FactProps {
  name: string;
  /** Something went wrong there. */
  bad?: boolean;
  /** Nothing, `null` or `false`: no line. */
  children: ReactNode;
}

function Fact({ name, bad, children }: FactProps) {
  if (children === null || children === undefined || children === false) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd data-bad={bad}>{children}</dd>
    </>
  );
}

function ImageId({ id }: { id: string }) {
  const { t } = useTranslation('viewer');
  const copy = useCopy();
  return (
    <Fact name={t('id')}>
      <span className={styles.id}>
        <PlainText>{id}</PlainText>
        <Button
          variant="quiet"
          icon={<Copy />}
          aria-label={t('copyId')}
          title={t('copyId')}
          onClick={() => copy.mutate(id, { onSuccess: () => notify(t('idCopied')) })}
        />
      </span>
    </Fact>
  );
}
