import type { DatabaseSync } from 'node:sqlite';
import { AttemptsTable } from './attempts-table.ts';
import { ImagesTable } from './images-table.ts';
import { ItemsTable } from './items-table.ts';
import { JobsTable } from './jobs-table.ts';
import { KnownTable } from './known-table.ts';
import { LaneStates } from './lane-states.ts';
import { LanesTable } from './lanes-table.ts';
import { OutcomesTable } from './outcomes-table.ts';

/** The parts of an open journal that its work is done with. */
export interface JournalParts {
  database: DatabaseSync;
  boot: string;
  /** See `JournalOptions`. */
  heldSince: number | null;
  jobs: JobsTable;
  items: ItemsTable;
  lanes: LanesTable;
  attempts: AttemptsTable;
  images: ImagesTable;
  outcomes: OutcomesTable;
  known: KnownTable;
  states: LaneStates;
}

/** @param given see `JournalOptions` */
export function journalParts(
  database: DatabaseSync,
  given: Pick<JournalParts, 'boot' | 'heldSince'>,
): JournalParts {
  const { boot, heldSince } = given;
  return {
    database,
    boot,
    heldSince,
    jobs: new JobsTable(database),
    items: new ItemsTable(database),
    lanes: new LanesTable(database),
    attempts: new AttemptsTable(database),
    images: new ImagesTable(database),
    outcomes: new OutcomesTable(database),
    known: new KnownTable(database),
    states: new LaneStates(),
  };
}
