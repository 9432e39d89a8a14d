import { useTranslation } from 'react-i18next';
import { labelIn } from '#shared/label.ts';
import type { Account, AlbumAbility } from '#shared/models/session.ts';
import { hasWords } from '../../i18n/messages.ts';
import { rights as words } from '../../i18n/messages/rights.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { plainText, PlainText } from '../../ui/plain-text.tsx';
import styles from './token-rights.module.css';

/** A token may name thousands of albums; the first ones show what kind of token it is. */
const shown = 50;

/** What the token allows, album by album, in plain words. The server has the last word at each call. */
export function TokenRights({ claims }: { claims: Pick<Account, 'abilities' | 'admin' | 'download'> }) {
  const { t } = useTranslation('session');
  const { abilities, admin, download } = claims;
  const more = abilities.length - shown;
  return (
    <section className={styles.rights}>
      <h3>{t('allows')}</h3>
      {admin && <p>{t('adminAllows')}</p>}
      {download && <p>{t('downloadAllowed')}</p>}
      {!admin && abilities.length === 0 && <p>{t('allowsNothing')}</p>}
      {abilities.length > 0 && (
        <ul>
          {abilities.slice(0, shown).map((ability) => (
            <AlbumRights key={ability.albumId} ability={ability} />
          ))}
        </ul>
      )}
      {more > 0 && <p>{t('moreAlbums', { count: more })}</p>}
    </section>
  );
}

function AlbumRights({ ability }: { ability: AlbumAbility }) {
  const { t } = useTranslation(['session', 'rights']);
  const language = useLanguage();
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  // Rights that have no words here are shown as the token names them.
  const rights = ability.access.map((right) =>
    hasWords(words, right) ? t(`rights:${right}`) : plainText(right),
  );
  const sharings = ability.sharings.map(({ labels, name }) => plainText(labelIn(labels, language) || name));
  return (
    <li>
      <strong>
        <PlainText>{ability.albumId}</PlainText>
      </strong>
      {rights.length > 0 && <p>{list.format(rights)}</p>}
      {sharings.length > 0 && <p>{t('sharings', { count: sharings.length, list: list.format(sharings) })}</p>}
    </li>
  );
}
