import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './app.module.css';
import { SignIn } from './features/sign-in/sign-in.tsx';
import { usePreferences } from './queries/preferences.ts';
import { useSession } from './queries/session.ts';
import { useMenuCommand } from './queries/use-menu-command.ts';
import { Shell } from './shell.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { isText } from './ui/text-selection.ts';

/** The page: signing in, or the account's albums. */
export function App() {
  useAppearance();
  useSelectAllOfText();
  const session = useSession();
  if (session.isPending) return null;
  if (session.isError) {
    return (
      <main className={styles.alone}>
        <ErrorNote error={session.error} offersToken={false} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return session.data.status === 'signed-out' ? (
    <SignIn server={session.data.server} />
  ) : (
    // Another account is another page: nothing half typed goes over.
    <Shell
      key={session.data.account.id}
      account={session.data.account}
      expired={session.data.status === 'expired'}
    />
  );
}

/** Follows the preferences with the language and with light or dark. */
function useAppearance(): void {
  const { i18n } = useTranslation();
  const { data: preferences } = usePreferences();
  const language = preferences?.language ?? i18n.language;
  const theme = preferences?.theme ?? 'system';
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}

/** The menu's "Select all" means the text that has the focus, on every page and in every dialog. */
function useSelectAllOfText(): void {
  useMenuCommand((command) => {
    const { activeElement } = document;
    if (command === 'select-all' && isText(activeElement)) activeElement.select();
  });
}
