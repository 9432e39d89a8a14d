import { callOf, type AppErrorData } from '#shared/errors.ts';
import { isoTime } from './iso-time.ts';

/** An error as data, with its time for people. */
export const withTime = (error: AppErrorData) => ({ ...error, time: isoTime(callOf(error)?.at ?? null) });
