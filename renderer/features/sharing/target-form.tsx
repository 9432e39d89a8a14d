import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#shared/errors.ts';
import { sharingId, type ShareRequest, type Sharing } from '#shared/models/sharing.ts';
import { useSharings } from '../../queries/sharings.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SharingRadios } from './sharing-radios.tsx';

type Target = Pick<ShareRequest, 'sharingId' | 'labels'>;

interface TargetFormProps {
  accountId: string;
  albumId: string;
  /** The share is on its way. */
  pending: boolean;
  /** Why the share could not be started. */
  error: Error | null;
  onChosen: (target: Target) => void;
}

/** Asks for one of the album's sharings, or for the id of another. */
export function TargetForm({ accountId, albumId, pending, error, onChosen }: TargetFormProps) {
  const { t } = useTranslation('sharing');
  const sharings = useSharings(accountId, albumId);
  const [picked, setPicked] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const chosen = typed === '' ? (picked ?? onlyOne(sharings.data ?? [])) : null;
  const target = targetOf(sharings.data ?? [], chosen, typed);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWrong(target === null);
    if (target !== null && !pending) onChosen(target);
  }

  return (
    <form onSubmit={submit} aria-busy={pending}>
      <DialogBody>
        {sharings.isPending && <p>{t('loading')}</p>}
        {sharings.isError && <ErrorNote error={sharings.error} onRetry={() => void sharings.refetch()} />}
        {sharings.data?.length === 0 && <p>{t('none')}</p>}
        {sharings.data !== undefined && sharings.data.length > 0 && (
          <SharingRadios
            sharings={sharings.data}
            chosen={chosen}
            onChoose={(id) => {
              setPicked(id);
              setTyped('');
            }}
          />
        )}
        <TextField
          label={t('other')}
          name="sharing-id"
          hint={t('otherHint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value.trim());
            setWrong(false);
          }}
        />
        {wrong && <ErrorNote error={new AppError({ code: 'bad-sharing-id' })} />}
        {error !== null && <ErrorNote error={error} />}
      </DialogBody>
      <DialogActions>
        <Button type="submit" variant="primary" disabled={pending || (chosen === null && typed === '')}>
          {pending ? t('creating') : t('create')}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Chosen beforehand only where nothing else could be meant: a wrong send cannot be taken back. */
function onlyOne(sharings: Sharing[]): string | null {
  return sharings.length === 1 ? (sharings[0]?.id ?? null) : null;
}

function targetOf(sharings: Sharing[], chosen: string | null, typed: string): Target | null {
  if (typed === '') {
    const sharing = sharings.find((each) => each.id === chosen);
    return sharing === undefined || sharing.id === null
      ? null
      : { sharingId: sharing.id, labels: sharing.labels };
  }
  const read = sharingId.safeParse(typed);
  if (!read.success) return null;
  const labels = sharings.find((each) => each.id === read.data)?.labels ?? {};
  return { sharingId: read.data, labels };
}
