/**
 * Whether a record belongs to another album than the one asked about. A Salesforce id of 15 letters and the same one with
 * its check of 3 are one album (api.md); a record that names none belongs where it came from.
 * @param asked empty where no album was asked about (the command line), but ids of any
 */
export function isAnotherAlbum(named: string, asked: string): boolean {
  if (named === '' || asked === '' || named === asked) return false;
  const [short, long] = named.length < asked.length ? [named, asked] : [asked, named];
  return !(short.length === 15 && long.length === 18 && long.startsWith(short));
}
