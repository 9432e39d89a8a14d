// Before the components' own styles, which refine these.
import './styles/tokens.css';
import './styles/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { language, type Preferences } from '#shared/models/preferences.ts';
import { App } from './app.tsx';
import { invoke } from './bridge.ts';
import { ErrorSurroundings } from './features/support/error-surroundings.tsx';
import { startI18n } from './i18n/index.ts';
import { queryClient } from './queries/client.ts';
import { followMainProcess } from './queries/events.ts';
import { preferencesKeys } from './queries/preferences.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';

const page = document.querySelector('#page');
if (page === null) throw new Error('index.html has no #page');

followMainProcess(queryClient);
// Before the first word is drawn: in which language, and light or dark.
const preferences: Preferences | null = await invoke('preferences.get', null).catch(() => null);
if (preferences !== null) queryClient.setQueryData(preferencesKeys.all, preferences);
await startI18n(preferences?.language ?? language.catch('en').parse(navigator.language.slice(0, 2)));

createRoot(page).render(
  // The page's policy forbids style elements; Base UI's own styles are in base.css where they are needed.
  <CSPProvider disableStyleElements>
    <QueryClientProvider client={queryClient}>
      <ErrorSurroundings>
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </ErrorSurroundings>
    </QueryClientProvider>
  </CSPProvider>,
);
