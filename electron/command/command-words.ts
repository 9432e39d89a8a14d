/**
 * The words behind `resync` where the app was started for that and not for its window; null where not. Only the first
 * word counts: a file's name or an album's id may be `resync` as well.
 * @param argv `process.argv`: Electron's, and where the app is not packed the app's path; options may stand before it
 */
export function commandWords(argv: readonly string[], isPackaged: boolean): string[] | null {
  const words = argv.slice(isPackaged ? 1 : 2);
  const at = words.findIndex((word) => !word.startsWith('-'));
  return at >= 0 && words[at] === 'resync' ? words.slice(at + 1) : null;
}
