/** What can be chosen as the most that is kept; 0: nothing. */
export const storageChoices = [0, 0.5, 1, 2, 5, 10, 20, 50, 100].map((gigabytes) => gigabytes * 2 ** 30);

/**
 * Space on a disk, such as "312 MB" or "2 GB". Counted in 1,024s, as the cap is set and as Windows counts space, so that
 * the default of 2 GiB is not "2.1 GB".
 */
export function formatStorage(bytes: number, language: string): string {
  const inGigabytes = bytes >= 2 ** 30;
  const amount = bytes / 2 ** (inGigabytes ? 30 : 20);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: inGigabytes ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}
