import { forgetComparedBut } from './compared.ts';
import { madeLikenesses } from './likenesses.ts';
import { useNotices } from './notices.ts';
import { forgetSelectionsBut, leaveSelection } from './selection.ts';
import { useView } from './view.ts';

/**
 * Makes the screen as it was before an account was opened: nothing of it is seen under the next one. What is remembered
 * of its albums stays for when it is opened again.
 */
export function leaveAccount(): void {
  useView.setState(useView.getInitialState());
  useNotices.setState(useNotices.getInitialState());
  leaveSelection();
  madeLikenesses.clear();
}

/** Forgets what is remembered of all accounts but these: they are not there any more. */
export function rememberOnly(accountIds: readonly string[]): void {
  forgetSelectionsBut(accountIds);
  forgetComparedBut(accountIds);
}
