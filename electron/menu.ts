import type { EventData } from '#shared/contract.ts';
import type { Language } from '#shared/models/preferences.ts';
import { Menu, type MenuItemConstructorOptions } from 'electron';

type Command = EventData<'menu.command'>;

const words = {
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    album: 'Album',
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
    find: 'Rechercher des images',
    'select-all': 'Tout sélectionner',
    share: 'Partager les images sélectionnées…',
    'resync-album': 'Resynchroniser l’album',
    'sign-out': 'Se déconnecter',
  },
} satisfies Record<Language, Record<Command | 'file' | 'edit' | 'view' | 'album', string>>;

/**
 * Sets the application's menu in the user's language. The page binds the same keys itself; here they are shown only,
 * so that a key pressed in a text field still means text.
 * @param command told of what the user chose.
 */
export function setMenu(language: Language, command: (chosen: Command) => void): void {
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
