import { defaultDailyBudget } from '#shared/models/preferences.ts';
import { useToday } from '../../queries/meter.ts';
import { usePreferences } from '../../queries/preferences.ts';
import { budgetOf, type Budget } from './budget.ts';

/** How much of today's budget of calls this account has used up. */
export function useBudget(accountId: string): Budget {
  const { data: preferences } = usePreferences();
  return budgetOf(useToday(accountId), preferences?.dailyBudget ?? defaultDailyBudget);
}
