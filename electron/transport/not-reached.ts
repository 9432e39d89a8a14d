import { AppError, type NotReachedReason } from '#shared/errors.ts';

/**
 * How far a request got: `connecting` (name and TCP), `securing` (TLS; nothing of the request is written yet), `sent`
 * (some of it may have been written).
 */
export type Progress = 'connecting' | 'securing' | 'sent';

const reasons: Readonly<Record<string, NotReachedReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
};

const offlineCodes: ReadonlySet<string> = new Set([
  'ENETDOWN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
]);

/**
 * What a thrown thing of Node's network means. An `AppError` is passed through; of anything else only its code is read
 * and nothing is kept: Node's parse errors carry the raw bytes of an answer, `X-token` included.
 */
export function notReached(thrown: unknown, host: string, progress: Progress): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError({ code: 'not-reached', host: host.slice(0, 300), reason: reasonOf(thrown, progress) });
}

function reasonOf(thrown: unknown, progress: Progress): NotReachedReason {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const known = reasons[code];
  if (progress === 'securing' && known !== 'timeout') return 'tls';
  if (progress === 'connecting' && offlineCodes.has(code)) return 'offline';
  return known ?? 'reset';
}
