import { dailyBudgetBounds } from '#shared/models/preferences.ts';
import type { MeteredDay } from '#shared/models/meter.ts';

/** How much of today's budget is used up. */
export interface Budget {
  /** Calls and pictures a day; 0: no limit. */
  budget: number;
  /** Of today; null while that is not known. */
  used: number | null;
  /** What is left; null without a limit or while it is not known. */
  left: number | null;
}

/** The service's limit counts calls and pictures alike (api.md). @param today undefined until it is known. */
export function budgetOf(today: Pick<MeteredDay, 'calls' | 'pictures'> | undefined, budget: number): Budget {
  if (today === undefined) return { budget, used: null, left: null };
  const used = today.calls + today.pictures;
  return { budget, used, left: budget === 0 ? null : Math.max(0, budget - used) };
}

/** A budget as people type it: "5,000", "5 000", "5000"; null for what is none. */
export function readBudget(typed: string): number | null {
  const digits = typed.replace(/[\s.,’']/g, '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  const budget = Number(digits);
  return budget >= dailyBudgetBounds.min && budget <= dailyBudgetBounds.max ? budget : null;
}
