import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { accountName } from '#shared/account-name.ts';
import { accountColor, type AccountSummary } from '#shared/models/session.ts';
import { useDescribeAccount } from '../../queries/accounts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { plainText } from '../../ui/plain-text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountMark } from './account-mark.tsx';
import styles from './describe-account.module.css';

/** What the user calls the account, and its colour: both are kept as they are set. */
export function DescribeAccount({ account }: { account: AccountSummary }) {
  const { t } = useTranslation('accounts');
  const describe = useDescribeAccount();
  const name = useRef<HTMLInputElement>(null);
  const { id, label, color } = account;

  function keep(changed: Partial<Pick<AccountSummary, 'color'>> = {}) {
    const typed = name.current?.value.trim() ?? '';
    const next = { label: typed === '' ? null : typed, color, ...changed };
    if (next.label !== label || next.color !== color) describe.mutate({ accountId: id, ...next });
  }

  return (
    <section className={styles.describe}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextField
          ref={name}
          label={t('name')}
          hint={t('nameHint')}
          maxLength={60}
          defaultValue={label ?? ''}
          placeholder={plainText(accountName({ ...account, label: null }, [], t('demo')))}
          onBlur={() => keep()}
        />
      </form>
      <fieldset>
        <legend>{t('color')}</legend>
        {accountColor.options.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="color"
              defaultChecked={each === color}
              onChange={() => keep({ color: each })}
            />
            <AccountMark color={each} />
            {t(each)}
          </label>
        ))}
      </fieldset>
      {describe.isError && <ErrorNote error={describe.error} offersToken={false} />}
    </section>
  );
}
