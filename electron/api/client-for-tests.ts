import { AppError } from '#shared/errors.ts';
import type { Credentials } from '../session/credentials.ts';
import type { HttpAnswer, HttpRequest, Transport } from '../transport/transport.ts';
import { answerSchema } from './answers.ts';
import { createApiClient, type ApiCall, type ApiClient } from './client.ts';

/** What a test's server answers: its body as text, JSON where nothing else is said. */
export interface TestAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Credentials of a test, which remember what they were told. */
export function testCredentials(origin = 'https://api.example', expired = false) {
  const observed: { status: number; headers: ReadonlyMap<string, string> }[] = [];
  const credentials: Credentials = {
    accountId: '0123456789abcdef',
    origin,
    authorization: () => 'Token token="CANARY"',
    observe: (status, headers) => observed.push({ status, headers }),
    hasExpired: () => expired,
  };
  return { credentials, observed };
}

/** A client whose answers come from `answer`, with what it sent, reported, and which bodies it gave up unread. */
export function testClient(
  answer: (path: string, request: HttpRequest) => TestAnswer | AppError,
  { credentials } = testCredentials(),
) {
  const sent: HttpRequest[] = [];
  const calls: ApiCall[] = [];
  const sharings: string[] = [];
  let givenUp = 0;
  const transport: Transport = (request) => {
    sent.push(request);
    const given = answer(request.url.pathname.replace('/api/v1', '') + request.url.search, request);
    if (given instanceof AppError) return Promise.reject(given);
    const body = new TextEncoder().encode(given.body ?? '');
    const headers = new Map(
      Object.entries({ 'content-type': 'application/json; charset=utf-8', ...given.headers }),
    );
    let isRead = false;
    const answered: HttpAnswer = {
      status: given.status ?? 200,
      headers,
      body: {
        [Symbol.asyncIterator]: () => ({
          next: () => {
            const read = isRead ? { done: true as const, value: undefined } : { done: false, value: body };
            isRead = true;
            return Promise.resolve(read);
          },
          return: () => {
            givenUp += 1;
            return Promise.resolve({ done: true, value: undefined });
          },
        }),
      },
    };
    return Promise.resolve(answered);
  };
  const client: ApiClient = createApiClient({
    credentials,
    transport,
    readAnswer: (kind, bytes) => {
      try {
        return Promise.resolve(answerSchema(kind).parse(JSON.parse(new TextDecoder().decode(bytes))));
      } catch {
        const nothingKnown = { contentType: null, route: '', status: null, requestId: null, message: null };
        return Promise.reject(new AppError({ code: 'unreadable-answer', ...nothingKnown }));
      }
    },
    onCall: (call) => calls.push(call),
    onSharing: (sharingId) => sharings.push(sharingId),
  });
  return { client, sent, calls, sharings, givenUp: () => givenUp };
}
