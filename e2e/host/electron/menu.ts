import type * as Electron from 'electron';
import { guard } from './guard.ts';

type Template = (Electron.MenuItemConstructorOptions | Electron.MenuItem)[];

/** A menu is built and kept, never shown; its keys do nothing. */
export class Menu {
  readonly items: readonly unknown[];
  private static current: Menu | null = null;

  private constructor(items: readonly unknown[]) {
    this.items = items;
  }

  static buildFromTemplate(template: Template): Menu {
    return guard('Menu', new Menu(template.map((item) => guard('MenuItem', Object.assign({}, item)))));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }
}
