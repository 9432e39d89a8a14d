import type { Session } from 'electron';

/**
 * Denies every permission and device. The page needs none: what it copies or opens goes through the contract.
 * Both handlers are needed, since many web interfaces only check and never ask.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
