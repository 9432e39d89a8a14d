import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#shared/errors.ts';
import { labels } from '#shared/label.ts';
import { shareOutcome, type ShareOutcome } from '#shared/models/sharing.ts';
import { prepare } from '../storage/sqlite.ts';
import { unshared } from './clauses.ts';
import type { KeptJob, NewJob } from './journal.ts';

interface JobRow {
  number: number;
  id: string;
  album: string;
  labels: string;
  again: number;
  started_at: number;
  ended_at: number | null;
  summary: string | null;
}

/** What is counted of a job's images. */
type Summary = Pick<KeptJob, 'counts' | 'tooOften' | 'links'>;

/** The jobs, as users see them and change them. */
export class JobsTable {
  private readonly q: ReturnType<typeof queries>;

  constructor(database: DatabaseSync) {
    this.q = queries(database);
  }

  has(jobId: string): boolean {
    return this.q.has.get(jobId) !== undefined;
  }

  idOf(number: number): string {
    return this.q.byNumber.get(number)?.id ?? '';
  }

  /** @returns its number, which grows from job to job */
  add(job: NewJob, lane: number, wall: number): number {
    const { jobId, albumId, again } = job;
    return this.q.add.get(jobId, lane, albumId, JSON.stringify(job.labels), Number(again), wall)?.number ?? 0;
  }

  /** To be called when its images are written. */
  setSize(number: number): void {
    this.q.setSize.run(number);
  }

  /** @throws AppError `unknown-job` */
  find(accountId: string, jobId: string): { number: number; lane: number } {
    const found = this.q.find.get(jobId, accountId);
    if (found === undefined) throw new AppError({ code: 'unknown-job' });
    return found;
  }

  /** Sees which jobs of a lane have nothing left to do. @returns their ids */
  end(lane: number, wall: number): string[] {
    const ended = this.q.end.all(wall, lane);
    for (const { number } of ended) this.recount(number);
    return ended.map(({ id }) => id);
  }

  /** The images of a job that has ended have changed: they are counted anew. */
  recount(number: number): void {
    this.q.summarise.run(JSON.stringify(this.count(number, true)), number);
  }

  /** Newest first. */
  of(accountId: string): KeptJob[] {
    return this.q.of.all(accountId).map((row) => this.kept(row));
  }

  /** @throws AppError `unknown-job` */
  job(accountId: string, jobId: string): KeptJob {
    const row = this.q.byNumber.get(this.find(accountId, jobId).number);
    if (row === undefined) throw new AppError({ code: 'unknown-job' });
    return this.kept(row);
  }

  /** A lane's jobs that are under way, and these. */
  underWay(lane: number, and: readonly string[]): KeptJob[] {
    return this.q.underWay.all(lane, JSON.stringify(and)).map((row) => this.kept(row));
  }

  retry(number: number): void {
    if (this.q.retry.run(number) > 0) this.q.reopen.run(number);
  }

  cancel(number: number): void {
    this.q.cancel.run(number);
  }

  /** What waits in jobs that the user has cancelled is given up, also where it has come back unsent since. */
  giveUp(lane: number, wall: number): void {
    this.q.giveUp.run(wall, lane);
  }

  decide(number: number, choice: 'send' | 'shared', wall: number): void {
    if (choice === 'shared') this.q.held.run(wall, number);
    else if (this.q.sendAgain.run(number) > 0) this.q.reopen.run(number);
    this.recount(number);
  }

  private kept(row: JobRow): KeptJob {
    // Written by this app (`end`).
    const summary =
      row.summary === null
        ? this.count(row.number, row.ended_at !== null)
        : (JSON.parse(row.summary) as Summary);
    return {
      id: row.id,
      albumId: row.album,
      labels: labels.catch({}).parse(JSON.parse(row.labels)),
      again: row.again === 1,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      ...summary,
    };
  }

  /** @param hasEnded before that only the outcomes are counted, by an index: it is asked for again and again. */
  private count(number: number, hasEnded: boolean): Summary {
    const counts = Object.fromEntries(shareOutcome.options.map((state) => [state, 0])) as KeptJob['counts'];
    counts.shared = this.q.size.get(number)?.size ?? 0;
    for (const { state, images } of this.q.counts.all(number)) {
      counts[state] = images;
      counts.shared -= images;
    }
    const { too_often = 0, links = 0 } = hasEnded ? (this.q.extras.get(number) ?? {}) : {};
    return { counts, tooOften: too_often, links };
  }
}

function queries(database: DatabaseSync) {
  const query = <Row = never>(sql: string) => prepare<Row>(database, sql);
  const job = 'j.number, j.id, j.album, j.labels, j.again, j.started_at, j.ended_at, j.summary';
  return {
    has: query<object>('SELECT 1 FROM jobs WHERE id = ?'),
    add: query<{ number: number }>(
      'INSERT INTO jobs (id, lane, album, labels, again, started_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING number',
    ),
    find: query<{ number: number; lane: number }>(
      'SELECT j.number, j.lane FROM jobs j JOIN lanes l ON l.key = j.lane WHERE j.id = ? AND l.account = ?',
    ),
    end: query<{ number: number; id: string }>(
      `UPDATE jobs SET ended_at = ? WHERE lane = ? AND ended_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM images WHERE job = jobs.number AND state IN ('queued', 'sending', 'unknown') AND ${unshared})
       RETURNING number, id`,
    ),
    summarise: query('UPDATE jobs SET summary = ? WHERE number = ? AND ended_at IS NOT NULL'),
    reopen: query('UPDATE jobs SET ended_at = NULL, summary = NULL, is_cancelled = 0 WHERE number = ?'),
    of: query<JobRow>(
      `SELECT ${job} FROM jobs j JOIN lanes l ON l.key = j.lane WHERE l.account = ? ORDER BY j.number DESC`,
    ),
    byNumber: query<JobRow>(`SELECT ${job} FROM jobs j WHERE j.number = ?`),
    underWay: query<JobRow>(
      `SELECT ${job} FROM jobs j
       WHERE j.lane = ? AND (j.ended_at IS NULL OR j.id IN (SELECT value FROM json_each(?))) ORDER BY j.number`,
    ),
    counts: query<{ state: ShareOutcome; images: number }>(
      `SELECT state, count(*) AS images FROM images WHERE job = ? AND ${unshared} GROUP BY state`,
    ),
    extras: query<{ too_often: number; links: number }>(
      'SELECT count(CASE WHEN times > 1 THEN 1 END) AS too_often, count(link) AS links FROM images WHERE job = ?',
    ),
    size: query<{ size: number }>('SELECT size FROM jobs WHERE number = ?'),
    setSize: query(
      'UPDATE jobs SET size = (SELECT count(*) FROM images WHERE job = number) WHERE number = ?',
    ),
    retry: query(
      `UPDATE images SET state = 'queued', error = NULL, settled_at = NULL, is_watched = 0
       WHERE job = ? AND state IN ('failed', 'cancelled')
       AND (error IS NULL OR json_extract(error, '$.code') <> 'unknown-image')`,
    ),
    cancel: query('UPDATE jobs SET is_cancelled = 1 WHERE number = ? AND ended_at IS NULL'),
    giveUp: query(
      `UPDATE images SET state = 'cancelled', error = NULL, settled_at = ? WHERE state = 'queued' AND ${unshared}
       AND job IN (SELECT number FROM jobs WHERE lane = ? AND is_cancelled = 1 AND ended_at IS NULL)`,
    ),
    held: query(
      `UPDATE images SET state = 'shared', error = NULL, settled_at = ? WHERE job = ? AND state = 'needs-user'`,
    ),
    sendAgain: query(
      `UPDATE images SET state = 'queued', error = NULL, is_watched = 1 WHERE job = ? AND state = 'needs-user'`,
    ),
  };
}
