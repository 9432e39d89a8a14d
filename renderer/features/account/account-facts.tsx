import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '#shared/models/session.ts';
import { formatDateTime, formatRelative } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { PlainText } from '../../ui/plain-text.tsx';

/** Server, user, since when and until when, and where the token is kept. */
export function AccountFacts({ account }: { account: Account }) {
  const { t } = useTranslation('session');
  const { name, email, id } = account.user;
  return (
    <Facts>
      <Fact name={t('server')}>
        {account.demo ? t('demoServer') : <PlainText>{account.server}</PlainText>}
      </Fact>
      <Fact name={t('user')}>
        <PlainText>{name ?? email ?? id ?? t('noUser')}</PlainText>
        {name !== null && email !== null && (
          <small>
            <PlainText>{email}</PlainText>
          </small>
        )}
        {(name !== null || email !== null) && id !== null && (
          <small>
            <PlainText>{id}</PlainText>
          </small>
        )}
        {account.admin && <small>{t('administrator')}</small>}
      </Fact>
      {account.organization !== null && (
        <Fact name={t('organization')}>
          <PlainText>{account.organization}</PlainText>
        </Fact>
      )}
      {account.issuedAt !== null && (
        <Fact name={t('since')}>
          <Moment seconds={account.issuedAt} />
        </Fact>
      )}
      <Fact name={t('until')}>
        {account.expiresAt === null ? (
          t('noEnd')
        ) : (
          <>
            <Moment seconds={account.expiresAt} />
            <small>{t('sliding')}</small>
          </>
        )}
      </Fact>
      {!account.demo && (
        <Fact name={t('keeping')}>
          {account.tokenKeeping === 'encrypted' ? t('keptEncrypted') : t('keptInMemory')}
        </Fact>
      )}
    </Facts>
  );
}

/** A moment as a date, and how far it is from now. */
function Moment({ seconds }: { seconds: number }) {
  const language = useLanguage();
  const now = useNow();
  const ms = seconds * 1000;
  return (
    <>
      <time dateTime={new Date(ms).toISOString()}>{formatDateTime(ms, language)}</time>
      {` (${formatRelative(ms, now, language)})`}
    </>
  );
}

/** The time, a minute old at most. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
