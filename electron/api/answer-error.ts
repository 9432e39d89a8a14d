import { AppError } from '#shared/errors.ts';
import { parseHttpDate } from '../transport/http-date.ts';
import type { HttpAnswer } from '../transport/transport.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** What every error of an answer says of it; nothing of the request past its template. */
export function answerFacts(route: string, { status, headers }: HttpAnswer) {
  return {
    route,
    status,
    requestId: headers.get('x-request-id')?.slice(0, 200) ?? null,
    message: headers.get('x-message')?.slice(0, 500) ?? null,
  };
}

/**
 * What an answer's head says went wrong (faults.md 5); null where its body may be read. A 401 is a missing right as
 * often as an ended session; only the token's own `exp` tells them apart (api.md).
 */
export function answerError(route: string, answer: HttpAnswer, hasExpired: () => boolean): AppError | null {
  const { status, headers } = answer;
  const facts = answerFacts(route, answer);
  if (status >= 200 && status < 300) {
    const contentType = headers.get('content-type') ?? null;
    const isJson = contentType !== null && /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType);
    if (isJson && status !== 204 && headers.get('content-length') !== '0') return null;
    return new AppError({
      code: 'unreadable-answer',
      contentType: contentType?.slice(0, 200) ?? null,
      ...facts,
    });
  }
  if (status >= 300 && status < 400) return new AppError({ code: 'redirected', ...facts });
  switch (status) {
    case 401:
      return new AppError(hasExpired() ? { code: 'session-expired' } : { code: 'access-denied', ...facts });
    case 403:
      return new AppError({ code: 'access-denied', ...facts });
    case 404:
      return new AppError({ code: 'not-found', ...facts });
    case 429: {
      const now = parseHttpDate(headers.get('date')) ?? Date.now();
      const seconds = retryAfterSeconds(headers.get('retry-after'), now);
      return new AppError({ code: 'rate-limited', retryAfterSeconds: seconds, ...facts });
    }
    // These may have been carried out all the same, or may be tomorrow: as unclear as a 5xx.
    case 408:
    case 409:
    case 425:
      return new AppError({ code: 'server-failed', ...facts });
    default:
      return new AppError({ code: status >= 400 && status < 500 ? 'refused' : 'server-failed', ...facts });
  }
}
