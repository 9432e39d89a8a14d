import { useTranslation } from 'react-i18next';
import { useAccounts } from '../../queries/accounts.ts';
import { useOpenAccount } from '../../queries/session.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { SignInForm } from '../sign-in/sign-in-form.tsx';

/** The address of the service, where no account says another one. */
const service = 'https://api.sharinpix.com';

/** Signs in with one more account; those that are there stay. */
export function AddAccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const { data: accounts } = useAccounts();
  const stay = useOpenAccount();
  if (accounts === undefined) return null;
  const open = accounts.find(({ isOpen }) => isOpen);
  const real = accounts.filter(({ demo }) => !demo);

  function giveUp() {
    // A sign-in that is still on its way must not open another account under the user's hands.
    if (open !== undefined) stay.mutate(open.id);
    onClose();
  }

  return (
    <Dialog title={t('add')} description={t('addHint')} onClose={giveUp}>
      <DialogBody>
        <SignInForm
          server={(real.find(({ isOpen }) => isOpen) ?? real[0])?.server ?? service}
          offersDemo={real.length === accounts.length}
          onSignedIn={onClose}
        />
      </DialogBody>
    </Dialog>
  );
}
