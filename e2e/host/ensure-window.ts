import { ensureBrowser, NoBrowser } from './browser.ts';
import { chooseShell } from './shell.ts';

/**
 * Has what the app's window needs before anything is begun: Electron's binary, else a browser. Where neither can be had
 * the program ends with one sentence that says so.
 */
export async function ensureWindow(flags: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { kind } = await chooseShell(flags, environment);
  if (kind === 'electron') return;
  try {
    ensureBrowser(environment);
  } catch (error) {
    if (!(error instanceof NoBrowser)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
