import type { EventData } from '#shared/contract.ts';
import { accountName } from '#shared/account-name.ts';
import type { Language } from '#shared/models/preferences.ts';
import type { AccountSummary } from '#shared/models/session.ts';
import { Menu, type MenuItemConstructorOptions } from 'electron';

type Command = EventData<'menu.command'>;

const words = {
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    album: 'Album',
    accounts: 'Accounts',
    demo: 'Demo',
    find: 'Search images',
    'select-all': 'Select all images',
    share: 'Share selected images…',
    'resync-album': 'Resync album',
    'sign-out': 'Sign out',
  },
  fr: {
    file: 'Fichier',
    edit: 'Édition',
    view: 'Affichage',
    album: 'Album',
    accounts: 'Comptes',
    demo: 'Démo',
    find: 'Rechercher des images',
    'select-all': 'Tout sélectionner',
    share: 'Partager les images sélectionnées…',
    'resync-album': 'Resynchroniser l’album',
    'sign-out': 'Se déconnecter',
  },
} satisfies Record<
  Language,
  Record<Command | 'file' | 'edit' | 'view' | 'album' | 'accounts' | 'demo', string>
>;

/** What the menu shows, and who is told of what the user chose. */
interface MenuWish {
  language: Language;
  /** In the order of their keys. */
  accounts: readonly AccountSummary[];
  command: (chosen: Command) => void;
  account: (accountId: string) => void;
}

/**
 * Sets the application's menu in the user's language. The page binds the same keys itself; here they are shown only,
 * so that a key pressed in a text field still means text.
 */
export function setMenu({ language, accounts, command, account }: MenuWish): void {
  const text = words[language];
  const item = (name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label: text[name],
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => command(name),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: text.file, submenu: [item('sign-out'), { type: 'separator' }, { role: 'quit' }] },
    {
      label: text.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { type: 'separator' },
        item('select-all', 'CmdOrCtrl+A'),
        item('find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: text.album,
      submenu: [item('share', 'CmdOrCtrl+Shift+S'), item('resync-album', 'CmdOrCtrl+Shift+R')],
    },
    ...(accounts.length > 1
      ? [
          {
            label: text.accounts,
            submenu: accounts.map((each, at): MenuItemConstructorOptions => ({
              label: itemText(accountName(each, accounts, text.demo)),
              type: 'radio',
              checked: each.isOpen,
              ...(at < 9 ? { accelerator: `CmdOrCtrl+${at + 1}`, registerAccelerator: false } : {}),
              click: () => account(each.id),
            })),
          },
        ]
      : []),
    {
      label: text.view,
      submenu: [
        { role: 'reload' },
        { role: 'togglefullscreen' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** A name as a menu shows it: nothing that turns the line around, and `&` as itself. */
const itemText = (name: string): string =>
  name.replace(/[\p{Cc}\p{Bidi_Control}]/gu, ' ').replaceAll('&', '&&');
