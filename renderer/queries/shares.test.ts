import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { ShareJob } from '#shared/models/sharing.ts';
import { putJob, sharesKeys } from './shares.ts';

const job = (id: string, shared: number): ShareJob => ({
  id,
  albumId: 'a',
  labels: {},
  startedAt: 0,
  endedAt: null,
  counts: { queued: 0, sending: 0, shared, 'already-shared': 0, failed: 0, unknown: 0 },
});

test('a job stands in the list once, with its newest state', () => {
  const client = new QueryClient();
  client.setQueryData(sharesKeys.jobs, [job('1', 0)]);
  putJob(client, job('2', 0));
  putJob(client, job('1', 5));
  putJob(client, job('1', 6));
  expect(client.getQueryData(sharesKeys.jobs)).toEqual([job('2', 0), job('1', 6)]);
});

test('an event before the list is there does not pass for the whole list', () => {
  const client = new QueryClient();
  putJob(client, job('1', 0));
  expect(client.getQueryData(sharesKeys.jobs)).toBeUndefined();
});
