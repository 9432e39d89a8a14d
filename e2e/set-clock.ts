/**
 * Loaded into the app's main process before it (`node --import`): sets its wall clock to start at
 * `COMPANION_CLOCK` (milliseconds since 1970), from where it runs on. The app itself knows nothing of it.
 */
const start = Number(process.env['COMPANION_CLOCK']);
const offset = start - Date.now();
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given: [] | [value: number | string | Date]) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...(given as [number]));
  }

  static override now(): number {
    return RealDate.now() + offset;
  }
} as DateConstructor;
