/** "SPCJ": tells the journal's file from any other SQLite file. */
export const applicationId = 0x5350434a;

/** Grows with every change of the tables below; what leads from one to the next stands in `migrations`. */
export const schemaVersion = 1;

/** `migrations[n]` makes a journal of version n + 1 one of version n + 2. The journal is never made anew. */
export const migrations: readonly string[] = [];

export const schema = `
  -- A sharing as one account sees it: a lane (journal.ts), and what is known of what it holds.
  CREATE TABLE lanes (
    key INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    server TEXT NOT NULL,
    sharing TEXT NOT NULL,
    -- When its list was last read whole, milliseconds since 1970.
    read_at INTEGER,
    is_whole INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, server, sharing)
  ) STRICT;
  CREATE INDEX lanes_by_sharing ON lanes (server, sharing);

  CREATE TABLE known (
    lane INTEGER NOT NULL REFERENCES lanes (key) ON DELETE CASCADE,
    image TEXT NOT NULL,
    -- Milliseconds since 1970 by the server's clock.
    shared_at REAL,
    PRIMARY KEY (lane, image)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    lane INTEGER NOT NULL REFERENCES lanes (key),
    -- How many images it has.
    size INTEGER NOT NULL DEFAULT 0,
    album TEXT NOT NULL,
    -- JSON: language to label.
    labels TEXT NOT NULL,
    again INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- The user gave up what is not sent, also what comes back unsent later.
    is_cancelled INTEGER NOT NULL DEFAULT 0,
    -- JSON: what can be counted of a job that has ended, so that a long history is listed at once; null: to be counted.
    summary TEXT
  ) STRICT;
  CREATE INDEX jobs_by_lane ON jobs (lane);

  -- One POST. While is_open the server may still be working on it: nothing is sent in its sharing, by no account.
  CREATE TABLE attempts (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES jobs (number) ON DELETE CASCADE,
    lane INTEGER NOT NULL REFERENCES lanes (key),
    -- How many images it carried.
    size INTEGER NOT NULL,
    -- How many images of none of its jobs the sharing held when it was compared before; null where that is not known.
    strangers_before INTEGER,
    sent_at INTEGER NOT NULL,
    -- The fence counts from here: when it was sent or its end was seen, or when the app found it unended at its start;
    -- milliseconds of the machine's own clock since the start that "boot" names.
    since REAL NOT NULL,
    boot TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    -- Refused by the server. While is_open it may be carried out yet: none of its images is sent.
    is_refused INTEGER NOT NULL DEFAULT 0,
    -- JSON: why it did not end well.
    error TEXT,
    request_id TEXT
  ) STRICT;
  CREATE INDEX attempts_open ON attempts (lane) WHERE is_open = 1;
  CREATE INDEX attempts_by_job ON attempts (job);

  CREATE TABLE images (
    job INTEGER NOT NULL REFERENCES jobs (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    image TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
      'queued', 'sending', 'unknown', 'shared', 'already-shared', 'failed', 'cancelled', 'needs-user'
    )),
    -- JSON: why.
    error TEXT,
    row TEXT,
    link TEXT,
    -- How often the sharing holds it, where that is more than was meant; 0: its list lacks what the server said it added.
    times INTEGER,
    -- Shared again: JSON, the ids of the rows that the sharing held of it before; null where that could not be read.
    before TEXT,
    -- The attempt that carried it last (no foreign key: without an index it would cost a scan a deleted attempt).
    attempt INTEGER,
    -- How often it was sent.
    sends INTEGER NOT NULL DEFAULT 0,
    -- It may be sent together with so many at most: what was refused together is sent one by one.
    most INTEGER NOT NULL DEFAULT 90,
    -- Behind the fence a first list lacked it: when (as attempts.since).
    absent_since REAL,
    -- Sent again after it had been unknown, or refused: 1 until a later list has been looked at for a row that came late.
    is_watched INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER,
    -- When it was shared, by the server's clock (known.shared_at); null where its answer did not say.
    shared_at REAL,
    PRIMARY KEY (job, position),
    UNIQUE (job, image)
  ) STRICT, WITHOUT ROWID;
  -- Of a large job most is shared, sooner or later: that is counted as the rest, and costs no place in the index.
  CREATE INDEX images_by_state ON images (job, state, position) WHERE state <> 'shared';
  CREATE INDEX images_watched ON images (job) WHERE is_watched = 1;

  -- What SQLite cannot know of an empty table, and would scan whole jobs for: of a large job few images are in any one
  -- state but the first and the last (https://www.sqlite.org/fileformat2.html#stat1tab).
  ANALYZE;
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('images', 'images', '1000000 10000 1'),
    ('images', 'sqlite_autoindex_images_2', '1000000 10000 1'),
    ('images', 'images_by_state', '1000000 10000 50 1'),
    ('images', 'images_watched', '50 50');
  ANALYZE sqlite_schema;
`;
