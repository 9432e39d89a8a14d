/** "SPCL": tells the library's file from any other SQLite file. */
export const applicationId = 0x5350434c;

/** Grows with every change of the tables below. A file of an older version is made anew: the server has it all. */
export const schemaVersion = 4;

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
    is_whole INTEGER NOT NULL,
    placed_count INTEGER NOT NULL,
    images_count INTEGER NOT NULL,
    complete_count INTEGER NOT NULL,
    odd_count INTEGER NOT NULL,
    unreadable_count INTEGER NOT NULL,
    repeated_count INTEGER NOT NULL,
    PRIMARY KEY (account, album)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX albums_by_list ON albums (list);

  -- What the page shows of partSize images (shared/columns); never changed: what changes is another part.
  CREATE TABLE parts (
    key INTEGER PRIMARY KEY,
    list INTEGER NOT NULL REFERENCES lists (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    columns BLOB NOT NULL,
    UNIQUE (list, number)
  ) STRICT;

  -- The records of blockSize images as the server wrote them (record-block.ts), and a fingerprint of each.
  CREATE TABLE blocks (
    list INTEGER NOT NULL REFERENCES lists (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    fingerprints BLOB NOT NULL,
    records BLOB NOT NULL,
    UNIQUE (list, number)
  ) STRICT;

  -- partSize slots (shared/columns) of a part, where the page has made a likeness of one of its images.
  CREATE TABLE likenesses (
    list INTEGER NOT NULL REFERENCES lists (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    slots BLOB NOT NULL,
    UNIQUE (list, number)
  ) STRICT;
`;
