import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError, errorData } from '#shared/errors.ts';
import type { ShareRequest } from '#shared/models/sharing.ts';
import { useSharings } from '../../queries/sharings.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions, DialogBody } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { BeforeSending } from './before-sending.tsx';
import { SharingRadios } from './sharing-radios.tsx';
import { onlyOne, targetOf } from './target.ts';
import { useAlreadyThere } from './use-already-there.ts';

interface TargetFormProps {
  accountId: string;
  albumId: string;
  /** How many images are to be shared. */
  total: number;
  /** The share is on its way. */
  pending: boolean;
  /** Why the share could not be started. */
  error: Error | null;
  onChosen: (target: Pick<ShareRequest, 'sharingId' | 'labels' | 'again'>) => void;
}

/** Who types an id is not asked about its beginnings: each look is a call, milliseconds. */
const typingEnds = 600;

/** Asks for one of the album's sharings, or for the id of another; says what is to be known before anything is sent. */
export function TargetForm({ accountId, albumId, total, pending, error, onChosen }: TargetFormProps) {
  const { t } = useTranslation('sharing');
  const sharings = useSharings(accountId, albumId);
  const [picked, setPicked] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  // Of this sharing only: it is not meant of the next one that is chosen.
  const [againIn, setAgainIn] = useState<string | null>(null);
  const chosen = typed === '' ? (picked ?? onlyOne(sharings.data ?? [])) : null;
  const target = targetOf(sharings.data ?? [], chosen, typed);
  const isTyping = useSettled(typed, typingEnds) !== typed;
  const there = useAlreadyThere(accountId, albumId, isTyping ? null : (target?.sharingId ?? null));
  const again = target !== null && againIn === target.sharingId;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setWrong(target === null);
    if (target !== null && !pending) onChosen({ ...target, again });
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
        <BeforeSending
          total={total}
          target={isTyping ? null : target}
          there={there}
          again={again}
          onAgain={(on) => setAgainIn(on ? (target?.sharingId ?? null) : null)}
        />
        {wrong && <ErrorNote error={new AppError({ code: 'bad-sharing-id' })} />}
        {error !== null && (
          <ErrorNote
            error={error}
            {...(errorData(error).code === 'storage-failed' && { lead: t('notWritten') })}
          />
        )}
      </DialogBody>
      <DialogActions>
        <Button type="submit" variant="primary" disabled={pending || (chosen === null && typed === '')}>
          {pending ? t('creating') : t('create')}
        </Button>
      </DialogActions>
    </form>
  );
}
