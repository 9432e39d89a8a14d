import type { ReactNode } from 'react';
import { useCopy } from '../../queries/clipboard.ts';
import { useToday } from '../../queries/meter.ts';
import { useSession } from '../../queries/session.ts';
import { useView } from '../../state/view.ts';
import { ErrorContext } from '../../ui/error-context.ts';

/** Gives every error on the page what is known around it: whose token was used, for which album, how much was asked today. */
export function ErrorSurroundings({ children }: { children: ReactNode }) {
  const { data: session } = useSession();
  const albumId = useView((view) => view.albumId);
  const { mutateAsync: copy } = useCopy();
  const account = session === undefined || session.status === 'signed-out' ? null : session.account;
  const today = useToday(account?.id ?? null) ?? null;
  return <ErrorContext value={{ account, albumId, today, copy }}>{children}</ErrorContext>;
}
