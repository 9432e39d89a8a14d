import {
  defaultDailyBudget,
  defaultPictureCacheBytes,
  defaultShareFenceSeconds,
  defaultTileSize,
  language,
  preferences,
  type Language,
  type Preferences,
} from '#shared/models/preferences.ts';
import Store from 'electron-store';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What the user set, kept in `preferences.json` of the user's data (written atomically by electron-store). */
export interface PreferenceStore {
  get(): Preferences;
  /** Changes some and keeps the rest; gives all. */
  set(changes: { [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences;
  onChange(listener: (changed: Preferences) => void): void;
}

/**
 * Opens the preferences. A torn file counts as none (faults row 47), a value that is out of bounds as not set.
 * @param systemLanguage the system's language tag, such as `fr-CA`; decides until the user does.
 * @param forcedLanguage `--lang`, for this run only.
 */
export function openPreferences(systemLanguage: string, forcedLanguage: string | null): PreferenceStore {
  const store = new Store<Record<string, unknown>>({ name: 'preferences', clearInvalidConfig: true });
  sweep(store.path);
  const forced = language.safeParse(forcedLanguage).data;
  const system: Language = systemLanguage.toLowerCase().startsWith('fr') ? 'fr' : 'en';
  const kept = preferences.extend({
    language: language.catch(system),
    theme: preferences.shape.theme.catch('system'),
    tileSize: preferences.shape.tileSize.catch(defaultTileSize),
    shareFenceSeconds: preferences.shape.shareFenceSeconds.catch(defaultShareFenceSeconds),
    dailyBudget: preferences.shape.dailyBudget.catch(defaultDailyBudget),
    pictureCacheBytes: preferences.shape.pictureCacheBytes.catch(defaultPictureCacheBytes),
  });
  const listeners: ((changed: Preferences) => void)[] = [];
  let chosen: Language | undefined;
  const get = (): Preferences => {
    const all = kept.parse(store.store);
    return { ...all, language: chosen ?? forced ?? all.language };
  };
  return {
    get,
    set: (changes) => {
      chosen = changes.language ?? chosen;
      for (const [name, value] of Object.entries(changes)) if (value !== undefined) store.set(name, value);
      const changed = get();
      for (const listener of listeners) listener(changed);
      return changed;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** What a crash left half written: electron-store gives each write's temporary file another name. */
function sweep(path: string): void {
  const temporary = `${basename(path)}.tmp-`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(temporary)) rmSync(join(dirname(path), name), { force: true });
  }
}
