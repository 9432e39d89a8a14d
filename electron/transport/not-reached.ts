import { AppError, type AppErrorCode, type AppErrorData, type NotReachedReason } from '#shared/errors.ts';

/**
 * How far a request got: `connecting` (name and TCP), `securing` (TLS; nothing of the request is written yet), `sent`
 * (some of it may have been written).
 */
export type Progress = 'connecting' | 'securing' | 'sent';

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
  return notReachedFor(reasons[progress](codeOf(thrown)), host);
}

/** A host that was not reached. */
export const notReachedFor = (reason: NotReachedReason, host: string): AppError =>
  new AppError({ code: 'not-reached', host: host.slice(0, 300), reason });

/** Whether Node says by this that there is no network. */
export const isOffline = (thrown: unknown): boolean => offlineCodes.has(codeOf(thrown));

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';

/**
 * By how far it got, since the same code means another thing later: a timeout or a reset while connecting left nothing
 * behind, one after that may have left anything.
 */
const reasons: Readonly<Record<Progress, (code: string) => NotReachedReason>> = {
  connecting: (code) => {
    if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
    if (code === 'ETIMEDOUT') return 'connect-timeout';
    return offlineCodes.has(code) ? 'offline' : 'refused';
  },
  securing: (code) => (code === 'ETIMEDOUT' ? 'connect-timeout' : 'tls'),
  sent: (code) => (code === 'ETIMEDOUT' ? 'timeout' : 'reset'),
};

/** After these the server may have read the request; after any other reason no byte of it was written (errors.ts). */
const maybeRead: ReadonlySet<NotReachedReason> = new Set(['timeout', 'reset']);
/** Said by this app before it asks anything. */
const ownRefusals: ReadonlySet<AppErrorCode> = new Set(['signed-out', 'bad-sharing-id', 'bad-album-id']);

/**
 * Whether bytes of a request may have been written before it ended with this error. An error that can come before and
 * after (`cancelled`; `session-expired`, which a 401 may be) may have come after.
 */
export function wasWritten(error: AppErrorData): boolean {
  if (error.code === 'not-reached') return maybeRead.has(error.reason);
  return !ownRefusals.has(error.code);
}
