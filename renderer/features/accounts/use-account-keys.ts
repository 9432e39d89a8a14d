import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import type { AccountSummary } from '#shared/models/session.ts';
import { useMenuAccount } from '../../queries/use-menu-command.ts';

const isMac = /mac/i.test(navigator.userAgent);

/** The key that opens the account at this place; undefined from the tenth on. */
export function keyOfAccount(at: number): { words: string; aria: string } | undefined {
  if (at > 8) return undefined;
  const digit = at + 1;
  return { words: `${isMac ? '⌘' : 'Ctrl+'}${digit}`, aria: `${isMac ? 'Meta' : 'Control'}+${digit}` };
}

/**
 * Ctrl+1 to Ctrl+9 (Cmd on a Mac) open the accounts in their order, and so does the menu; not over a dialog, whose text
 * would be lost.
 */
export function useAccountKeys(accounts: readonly AccountSummary[], open: (accountId: string) => void): void {
  const choose = (account: AccountSummary | undefined) => {
    if (account === undefined || account.isOpen || document.querySelector('[role="dialog"]') !== null) return;
    open(account.id);
  };
  const pressed = useEffectEvent((at: number) => choose(accounts[at]));
  useMenuAccount((accountId) => choose(accounts.find(({ id }) => id === accountId)));
  useEffect(() => {
    const press = (at: number) => (event: KeyboardEvent) => {
      event.preventDefault();
      pressed(at);
    };
    // By place: on French keyboards a digit needs Shift.
    const keys = Array.from({ length: 9 }, (_, at) => [`$mod+Digit${at + 1}`, press(at)] as const);
    return tinykeys(window, Object.fromEntries(keys), { ignore: ({ isComposing }) => isComposing });
  }, []);
}
