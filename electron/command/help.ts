/** What `resync --help` prints; enough to use it. @param folder where the cache is by default */
export const help = (
  folder: string,
): string => `Asks a SharinPix server again and says what changed since the last time. Needs no display.

  sharinpix-companion resync --album ID ... --server URL --token-file F
  sharinpix-companion resync --ids-file F [--album ID] --server URL --token-file F
  (in the repository: npm run -s resync -- ...)

What to ask for
  --album ID ...      whole albums, one after the other: --album A B, or --album A --album B; no commas
  --ids-file F        images: any text (CSV, JSON, a mail; 64 MiB at most) is searched for image ids; - is
                      standard input. With one --album, the album they are expected in: those that are in
                      another one are named, and count as a change (exit status 1)

How
  --server URL        such as https://api.sharinpix.com
  --token-file F      a file that holds the API token and nothing else (64 KiB at most); - is standard input
  --user-data-dir D   where what was seen last time is kept, so that there is something to compare with
                      (default: ${folder}).
                      Runs beside each other need one each

What comes of it
  standard output     what was found, in words; with --json - or --csv - that instead
  --json OUT          the whole report as JSON; - is standard output
  --csv OUT           one line a change as CSV, and what was no id or came twice; - is standard output
  standard error      progress and what went wrong; --quiet keeps the progress back

Exit status
  0   nothing changed
  1   something changed, is new, was removed, was not found or is in another album than --album says;
      the first run of an album finds all of it new: its images are counted, not listed.
      What an earlier run found and could not tell (it was killed, or the disk was full) is told, too
  2   some of it failed, or it was interrupted: what came is reported
  3   it could not run: bad options, no readable token, server not reached, folder in use
`;
