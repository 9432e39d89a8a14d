/** "SPCL": tells the library's file from any other SQLite file. */
export const applicationId = 0x5350434c;

/** Grows with every change of the tables below, which then need a step that carries old files over. */
export const schemaVersion = 1;

/**
 * An album shows one list of images. A new list is written beside the old one while its answer still arrives, and takes
 * its place in one transaction; a list that no album shows is left over from an answer that broke off.
 */
export const schema = `
  CREATE TABLE lists (key INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;

  CREATE TABLE albums (
    account TEXT NOT NULL,
    album TEXT NOT NULL,
    list INTEGER NOT NULL REFERENCES lists (key),
    revision INTEGER NOT NULL,
    synced_at INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('image_syncs', 'album')),
    images_count INTEGER NOT NULL,
    complete_count INTEGER NOT NULL,
    odd_count INTEGER NOT NULL,
    unreadable_count INTEGER NOT NULL,
    repeated_count INTEGER NOT NULL,
    PRIMARY KEY (account, album)
  ) STRICT, WITHOUT ROWID;

  -- facts: ImageFacts as JSON; small, screen: the picture's addresses as JSON, as written.
  CREATE TABLE images (
    list INTEGER NOT NULL REFERENCES lists (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    facts TEXT NOT NULL,
    small TEXT NOT NULL,
    screen TEXT NOT NULL,
    UNIQUE (list, id),
    UNIQUE (list, position)
  ) STRICT;

  -- The last revision given to any album; one that was deleted, or a file made anew, never gives it again.
  CREATE TABLE last_revision (revision INTEGER NOT NULL) STRICT;
  INSERT INTO last_revision VALUES (0);
`;
