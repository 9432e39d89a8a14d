/** "SPCH": tells the history's file from any other SQLite file. */
export const applicationId = 0x53504348;

/** Grows with every change of the tables below; what leads from one to the next stands in `migrations`. */
export const schemaVersion = 2;

const gone = `
  -- Images that a report of a whole album found removed: where it was, and since when it is missing, is asked for by id.
  CREATE TABLE gone (
    image TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    -- The row's key within its report.
    row INTEGER NOT NULL,
    PRIMARY KEY (image, report)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX gone_by_report ON gone (report);
`;

/** `migrations[n]` makes a history of version n + 1 one of version n + 2. The history is never made anew for its age. */
export const migrations: readonly string[] = [gone];

export const schema = `
  -- The rows of one resync (page-codec.ts). One that no resync shows is still being written, or left over from an
  -- answer that broke off.
  CREATE TABLE reports (key INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;

  CREATE TABLE pages (
    report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
    -- Of a resync by ids the number of the chunk.
    number INTEGER NOT NULL,
    -- JSON: tally.ts.
    tally TEXT NOT NULL,
    -- A byte a row, and two.
    kinds BLOB NOT NULL,
    marks BLOB NOT NULL,
    rows BLOB NOT NULL,
    PRIMARY KEY (report, number)
  ) STRICT;

  -- Orders of ids that albums had: one a line, compressed.
  CREATE TABLE orders (
    key INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    hash BLOB NOT NULL,
    ids BLOB NOT NULL
  ) STRICT;

  CREATE TABLE resyncs (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    album TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('album', 'ids')),
    cause TEXT NOT NULL,
    asked_by TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'waiting', 'ended', 'cancelled')),
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    asked INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (key),
    -- JSON: tally.ts, of all its pages.
    tally TEXT NOT NULL,
    -- JSON: why.
    error TEXT,
    compared_from TEXT,
    compared_to TEXT,
    -- Of a comparison the newer one's.
    album_order INTEGER REFERENCES orders (key),
    -- Of a moment: the last change of the album that its order knows of (changes).
    change INTEGER,
    no_ids INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    -- Compressed JSON: what else was in the pasted text; null where that is nothing.
    pasted BLOB,
    -- Compressed JSON: the ids that were asked for, chunk by chunk; null: the whole album.
    chunks BLOB,
    -- Of all that is kept for it alone.
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX resyncs_by_account ON resyncs (account, key);
  CREATE INDEX resyncs_by_album ON resyncs (account, album, key);
  CREATE INDEX resyncs_by_report ON resyncs (report);
  CREATE INDEX resyncs_by_order ON resyncs (album_order);

  -- What the library took, in the order in which it took it: the chain along which two moments are compared.
  CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    album TEXT NOT NULL,
    -- Of a whole album. Else of ids, which may stand in any album of the account.
    is_whole INTEGER NOT NULL,
    -- Null: what it was is no longer kept, so that nothing can be compared across it.
    report INTEGER REFERENCES reports (key) ON DELETE SET NULL,
    -- Null: all pages of the report; else so many rows of this one, from the one given.
    page INTEGER,
    first_row INTEGER NOT NULL,
    rows INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX changes_by_account ON changes (account, sequence);
  CREATE INDEX changes_by_report ON changes (report);
  ${gone}
`;
