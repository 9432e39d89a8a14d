import { AppError } from '#shared/errors.ts';
import type { Redactor } from '../secrets.ts';
import { parseHttpDate } from '../transport/http-date.ts';
import type { HttpAnswer } from '../transport/transport.ts';
import { retryAfterSeconds } from './retry-after.ts';

/**
 * What was asked: errors name nothing of it but the route's template and the server.
 * `redact` takes what looks like a token, and the sharing's id, out of what the server says, which may repeat them.
 */
export interface Asked {
  route: string;
  url: URL;
  redact: Redactor;
}

/** What names a request is a word of its own; a sentence, or an address that was asked, is none. */
const nameOfRequest = /^[\x21-\x7e]{1,200}$/;

/** What every error of an answer says of it, and when it came. */
export function answerFacts({ route, redact }: Asked, { status, headers }: HttpAnswer) {
  const requestId = headers.get('x-request-id') ?? '';
  const message = headers.get('x-message')?.slice(0, 500);
  return {
    at: Date.now(),
    route,
    status,
    requestId: nameOfRequest.test(requestId) ? redact(requestId, { keepsUuids: true }).slice(0, 200) : null,
    message: message === undefined ? null : redact(message).slice(0, 500),
  };
}

/** The type that an answer says it is of; null where it says none. */
export const contentTypeOf = ({ redact }: Asked, { headers }: HttpAnswer): string | null => {
  const type = headers.get('content-type')?.slice(0, 200);
  return type === undefined ? null : redact(type).slice(0, 200);
};

/**
 * What an answer's head says went wrong (faults.md 5); null where its body may be read. A 401 is a missing right as
 * often as an ended session; only the token's own `exp` tells them apart (api.md).
 */
export function answerError(asked: Asked, answer: HttpAnswer, hasExpired: () => boolean): AppError | null {
  const { status, headers } = answer;
  const facts = answerFacts(asked, answer);
  if (status >= 200 && status < 300) {
    const contentType = headers.get('content-type') ?? null;
    const isJson = contentType !== null && /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType);
    if (isJson && status !== 204 && headers.get('content-length') !== '0') return null;
    return new AppError({
      code: 'unreadable-answer',
      contentType: contentTypeOf(asked, answer),
      ...facts,
    });
  }
  if (status >= 300 && status < 400) {
    const toHost = otherHost(headers.get('location'), asked);
    return new AppError({ code: 'redirected', ...(toHost !== null && { toHost }), ...facts });
  }
  switch (status) {
    case 401:
      return new AppError(
        hasExpired() ? { code: 'session-expired', call: facts } : { code: 'access-denied', ...facts },
      );
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

/** The host that a `Location` points to; null where it is the one that was asked, or none. */
function otherHost(location: string | undefined, { url, redact }: Asked): string | null {
  const to = location === undefined ? null : URL.parse(location, url.href);
  return to === null || to.host === '' || to.host === url.host ? null : redact(to.host).slice(0, 300);
}
