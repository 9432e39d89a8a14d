import type { Clock } from './clock.ts';

interface Timer {
  at: number;
  /** The app's stand still while the machine sleeps, and are gone after a crash; the server's go on. */
  isOfApp: boolean;
  run: () => void;
}

/** Lets every promise that can go on do so. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time that passes only when it is told to. `now` is the true one; what the app sees can be falsified. */
export class VirtualTime {
  now = 1_000_000;
  boot = 'boot-0';
  /** The wall clock, as the user set it: off by so much. */
  wallOff = 0;
  private bootedAt = 0;
  private timers: Timer[] = [];

  mono(): number {
    return this.now - this.bootedAt;
  }

  /** The clock as the app has it. */
  clock(random: Clock['random']): Clock {
    return {
      wall: () => Math.floor(1_700_000_000_000 + this.now + this.wallOff),
      mono: () => this.mono(),
      after: (ms, run) => this.after(ms, run, true),
      random,
    };
  }

  after(ms: number, run: () => void, isOfApp: boolean): () => void {
    const timer = { at: this.now + ms, isOfApp, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  }

  async advance(ms: number): Promise<void> {
    await drained();
    const end = this.now + ms;
    while (await this.step(end));
    this.now = Math.max(this.now, end);
  }

  /** Until the app has nothing to wait for. */
  async untilQuiet(): Promise<void> {
    await drained();
    for (let steps = 0; this.timers.some(({ isOfApp }) => isOfApp); steps += 1) {
      if (steps > 5_000) throw new Error('the app never comes to rest');
      await this.step(Infinity);
    }
  }

  /** Until `condition`, looked at after each event. */
  async until(condition: () => boolean): Promise<void> {
    await drained();
    while (!condition()) {
      if (!(await this.step(Infinity))) throw new Error('it never happens');
    }
  }

  /** The machine sleeps: the server goes on, the app and its clock do not. */
  async suspend(ms: number): Promise<void> {
    const ofApp = this.timers.filter(({ isOfApp }) => isOfApp);
    this.timers = this.timers.filter(({ isOfApp }) => !isOfApp);
    this.bootedAt += ms;
    await this.advance(ms);
    this.timers.push(...ofApp.map((timer) => ({ ...timer, at: timer.at + ms })));
  }

  /** The app is gone, with everything it waited for. */
  dropApp(): void {
    this.timers = this.timers.filter(({ isOfApp }) => !isOfApp);
  }

  reboot(): void {
    this.boot = `boot-${this.now}`;
    this.bootedAt = this.now;
  }

  private async step(end: number): Promise<boolean> {
    let first: Timer | undefined;
    for (const timer of this.timers) if (first === undefined || timer.at < first.at) first = timer;
    if (first === undefined || first.at > end) return false;
    this.timers.splice(this.timers.indexOf(first), 1);
    this.now = Math.max(this.now, first.at);
    first.run();
    await drained();
    return true;
  }
}
