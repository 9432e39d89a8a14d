import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { shareOutcome, type ShareJob, type ShareJobs } from '#shared/models/sharing.ts';
import { putJob, sharesKeys } from './shares.ts';

const none = Object.fromEntries(shareOutcome.options.map((outcome) => [outcome, 0])) as ShareJob['counts'];

const job = (id: string, shared: number): ShareJob => ({
  id,
  albumId: 'a',
  labels: {},
  again: false,
  startedAt: 0,
  endedAt: null,
  counts: { ...none, shared },
  tooOften: 0,
  links: 0,
  waiting: null,
});

const clientWith = (...jobs: ShareJob[]) => {
  const client = new QueryClient();
  client.setQueryData<ShareJobs>(sharesKeys.jobs, { jobs, mishap: { kind: 'lost', at: null } });
  return client;
};
const held = (client: QueryClient) => client.getQueryData<ShareJobs>(sharesKeys.jobs);

test('a job stands in the list once, with its newest state, the newest job first', () => {
  const client = clientWith(job('1', 0));
  putJob(client, job('2', 0));
  putJob(client, job('1', 5));
  putJob(client, job('1', 6));
  expect(held(client)?.jobs).toEqual([job('2', 0), job('1', 6)]);
});

test('one job’s news leave all others as they are, and what befell the journal too', () => {
  const past = job('1', 9);
  const client = clientWith(job('2', 0), past);
  putJob(client, job('2', 1));
  expect(held(client)?.jobs[1]).toBe(past);
  expect(held(client)?.mishap).toEqual({ kind: 'lost', at: null });
});

test('an event before the list is there does not pass for the whole list', () => {
  const client = new QueryClient();
  putJob(client, job('1', 0));
  expect(held(client)).toBeUndefined();
});
