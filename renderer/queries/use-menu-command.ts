import { useEffect, useEffectEvent } from 'react';
import type { EventData } from '#shared/contract.ts';
import { listen } from '../bridge.ts';

export type MenuCommand = EventData<'menu.command'>;

/** Tells, while it is rendered, what the user chooses in the menu. */
export function useMenuCommand(carryOut: (command: MenuCommand) => void): void {
  const tell = useEffectEvent(carryOut);
  useEffect(() => listen('menu.command', (command) => tell(command)), []);
}

/** Tells, while it is rendered, which account the user chooses in the menu. */
export function useMenuAccount(open: (accountId: string) => void): void {
  const tell = useEffectEvent(open);
  useEffect(() => listen('menu.account', (accountId) => tell(accountId)), []);
}
