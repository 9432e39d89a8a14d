import type { Layout } from '../storage/layout.ts';
import { applicationId } from './schema.ts';

/** Rows that each step writes anew: enough to be killed amidst them. */
export const rowsForTests = 40_000;

const numbers = `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${rowsForTests})`;

/** As a migration has to do it: a table beside the old one, which then takes its place. Each row says its version. */
const step = (version: number): string => `
  CREATE TABLE fresh (key INTEGER PRIMARY KEY, version INTEGER NOT NULL, text_${version} TEXT NOT NULL) STRICT;
  INSERT INTO fresh SELECT key, ${version}, 'version ${version} of row ' || key FROM things;
  DROP TABLE things;
  ALTER TABLE fresh RENAME TO things;
  UPDATE parents SET version = ${version};`;

/** Tables of a version of their own making; the journal's have had one only. */
export const layoutForTests = (version: number): Layout => ({
  applicationId,
  version,
  migrations: [step(2), step(3)].slice(0, version - 1),
  schema: `
    CREATE TABLE things (key INTEGER PRIMARY KEY, version INTEGER NOT NULL, text_1 TEXT NOT NULL) STRICT;
    ${numbers} INSERT INTO things SELECT value, 1, 'version 1 of row ' || value FROM n;
    CREATE TABLE parents (key INTEGER PRIMARY KEY, version INTEGER NOT NULL) STRICT;
    CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents (key)) STRICT;
    INSERT INTO parents VALUES (1, 1);
    INSERT INTO children VALUES (1);`,
});
