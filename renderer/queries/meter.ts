import { useQuery, type QueryClient } from '@tanstack/react-query';
import type { Meter, MeteredDay } from '#shared/models/meter.ts';
import { invoke } from '../bridge.ts';

const meterKeys = { all: ['meter'] as const };

/** What all accounts have asked for, day by day; `meter.changed` tells the next. */
export function useMeter() {
  return useQuery({ queryKey: meterKeys.all, queryFn: () => invoke('meter.get', null) });
}

/** What one account has asked for today, with noughts where it asked for nothing; undefined until it is known. */
export function useToday(accountId: string | null): MeteredDay | undefined {
  const { data } = useMeter();
  if (data === undefined || accountId === null) return undefined;
  const { today: day, days } = data;
  const nothing = { accountId, day, calls: 0, failed: 0, pictures: 0, picturesKept: 0 };
  return days.find((each) => each.accountId === accountId && each.day === day) ?? nothing;
}

/** Takes what the main process has counted meanwhile. */
export const putMeter = (client: QueryClient, all: Meter): void =>
  void client.setQueryData(meterKeys.all, all);
