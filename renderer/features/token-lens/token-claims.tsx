import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenFacts } from '#shared/models/token.ts';
import { formatMoment, formatRelative } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { spanWords } from './span-words.ts';

/** Clocks that differ by less are the same, milliseconds. */
const sameClockMs = 60_000;

/** What kind of token it is, whose, and from when until when by which clock. */
export function TokenClaims({ facts }: { facts: TokenFacts }) {
  const { t } = useTranslation('token');
  const { userId, issuer, issuedAt, expiresAt, lifeLeftMs, problems } = facts;
  return (
    <Facts>
      <Fact name={t('kind')}>
        <Kind facts={facts} />
      </Fact>
      {userId !== null && (
        <Fact name={t('user')}>
          <PlainText>{userId}</PlainText>
        </Fact>
      )}
      {issuer !== null && (
        <Fact name={t('issuer')}>
          <PlainText>{issuer}</PlainText>
        </Fact>
      )}
      <Fact name={t('issued')}>{issuedAt === null ? t('notSaid') : <Moment seconds={issuedAt} />}</Fact>
      <Fact name={t('expires')}>
        {expiresAt === null ? (
          t(problems.includes('unreadable-end') ? 'endUnreadable' : 'never')
        ) : (
          <Moment seconds={expiresAt} />
        )}
      </Fact>
      {lifeLeftMs !== null && (
        <Fact name={t('left')}>
          <TimeLeft ms={lifeLeftMs} />
        </Fact>
      )}
      <Fact name={t('clock')}>
        <Clocks skewMs={facts.clockSkewMs} />
      </Fact>
      <Fact name={t('form')}>
        <Form facts={facts} />
      </Fact>
    </Facts>
  );
}

function Kind({ facts: { kind, abilities } }: { facts: TokenFacts }) {
  const { t } = useTranslation('token');
  switch (kind) {
    case 'admin':
      return t('isAdmin');
    case 'album':
      return t('isForAlbums', { count: abilities.length });
    case 'user':
      return t('isUser');
    case 'unknown':
      return t('isUnknown');
  }
}

function TimeLeft({ ms }: { ms: number }) {
  const { t } = useTranslation('token');
  const language = useLanguage();
  return ms > 0 ? spanWords(ms, language) : t('expiredSince', { span: spanWords(-ms, language) });
}

function Clocks({ skewMs }: { skewMs: number | null }) {
  const { t } = useTranslation('token');
  const language = useLanguage();
  if (skewMs === null) return t('clockUnknown');
  if (Math.abs(skewMs) < sameClockMs) return t('clockSame');
  return t(skewMs > 0 ? 'clockAhead' : 'clockBehind', { span: spanWords(Math.abs(skewMs), language) });
}

function Form({ facts: { bytes, algorithm, otherClaims } }: { facts: TokenFacts }) {
  const { t } = useTranslation('token');
  return (
    <>
      {bytes === 0 ? t('notKept') : t('size', { count: bytes })}
      {algorithm !== null && (
        <small>
          {t('signed')} <PlainText>{algorithm}</PlainText>
        </small>
      )}
      {otherClaims.length > 0 && (
        <small>
          {t('otherClaims')} <PlainText>{otherClaims.join(', ')}</PlainText>
        </small>
      )}
    </>
  );
}

/** A moment in this computer's time zone, and how far it was when it was read. */
function Moment({ seconds }: { seconds: number }) {
  const language = useLanguage();
  const [now] = useState(() => Date.now());
  const ms = seconds * 1000;
  return (
    <>
      <time dateTime={new Date(ms).toISOString()}>{formatMoment(ms, language)}</time>
      {` (${formatRelative(ms, now, language)})`}
    </>
  );
}
