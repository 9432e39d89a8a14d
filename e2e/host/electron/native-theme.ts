import type * as Electron from 'electron';
import type { Session } from '../cdp.ts';
import { createEvent, Emitter, guard } from './guard.ts';

type Source = Electron.NativeTheme['themeSource'];
type Implemented = Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;

/** The theme that pages see as `prefers-color-scheme`. */
class HostNativeTheme extends Emitter implements Implemented {
  private source: Source = 'system';
  private systemIsDark = false;
  private readonly pages = new Set<Session>();

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get themeSource(): Source {
    return this.source;
  }

  set themeSource(source: Source) {
    this.source = source;
    for (const session of this.pages) void this.emulate(session);
    this.emit('updated', createEvent('updated', {}));
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? this.systemIsDark : this.source === 'dark';
  }

  /** The host's own: asks a page that emulates nothing yet what the system has. */
  async learnSystem(session: Session): Promise<void> {
    const { result } = await session.send('Runtime.evaluate', {
      expression: "matchMedia('(prefers-color-scheme: dark)').matches",
    });
    this.systemIsDark = result.value === true;
  }

  /** The host's own: from now on this page sees the theme. */
  async applyTo(session: Session): Promise<void> {
    this.pages.add(session);
    await this.emulate(session);
  }

  private async emulate(session: Session): Promise<void> {
    const value = this.source === 'system' ? '' : this.source;
    await session
      .send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
      // A page that was closed sees no theme.
      .catch(() => this.pages.delete(session));
  }
}

export const nativeTheme = guard('nativeTheme', new HostNativeTheme());
