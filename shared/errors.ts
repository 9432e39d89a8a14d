import { z } from './zod.ts';

/** What is known of one refused or failed call to the API; never an address, a query, a token or a sharing id. */
const callFacts = {
  /** The route's template, such as `GET /albums/:album_id/images`. */
  route: z.string().max(120),
  /** The HTTP status; null where no answer came. */
  status: z.int().nullable(),
  /** The server's `X-Request-Id`, for a ticket. */
  requestId: z.string().max(200).nullable(),
  /** The server's `X-message`, as recorded: "Access denied". */
  message: z.string().max(500).nullable(),
  /** When it was refused or failed, milliseconds since 1970; errors kept by former versions do not say. */
  at: z.number().exactOptional(),
};
const call = z.object(callFacts);
export type CallFacts = z.infer<typeof call>;

/**
 * Why a server could not be reached. After `timeout` and `reset` the request may have been read; with all others no byte
 * of it was written. `proxy`: the system's proxy refused, or is of a kind the app does not speak.
 */
const notReachedReason = z.enum([
  'dns',
  'refused',
  'tls',
  'proxy',
  'connect-timeout',
  'timeout',
  'reset',
  'blocked',
  'offline',
]);
export type NotReachedReason = z.infer<typeof notReachedReason>;

/**
 * Everything that can go wrong, as data: a closed union of codes with their facts. Words are made from it by
 * `renderer/i18n` alone. No member has room for a token, a sharing id or an image address.
 */
export const appError = z.discriminatedUnion('code', [
  // What the user typed
  z.object({ code: z.literal('not-a-token') }),
  z.object({ code: z.literal('secret-url') }),
  z.object({ code: z.literal('expired-token'), expiredAt: z.number() }),
  z.object({ code: z.literal('other-user') }),
  z.object({ code: z.literal('bad-server-address') }),
  z.object({ code: z.literal('https-needed'), host: z.string().max(300) }),
  z.object({ code: z.literal('bad-album-id') }),
  z.object({ code: z.literal('bad-sharing-id') }),
  z.object({ code: z.literal('no-images-chosen') }),
  // What the session is
  z.object({ code: z.literal('signed-out') }),
  /** `call`: the one that was refused for it; none where the token had expired before anything was asked. */
  z.object({ code: z.literal('session-expired'), call: call.exactOptional() }),
  // What the server answered
  /** Every first call of a token that names no album was refused. */
  z.object({ code: z.literal('nothing-allowed'), ...callFacts }),
  /** There is a server, and it knows none of the calls that SharinPix knows. */
  z.object({ code: z.literal('not-sharinpix'), host: z.string().max(300) }),
  /** An empty list for an album that held images: emptied, or a right that is missing (api.md: `200 []`). */
  z.object({ code: z.literal('nothing-listed'), call: call.exactOptional() }),
  /** A share was answered without a row for this image, and the sharing does not hold it. */
  z.object({ code: z.literal('not-confirmed') }),
  /** A share was answered with rows for images that were not sent: nothing of it is believed (faults row 19). */
  z.object({ code: z.literal('other-rows') }),
  /** Whether an image was shared cannot be told: the server's list may not be whole, or may not be read. */
  z.object({ code: z.literal('cannot-look-up') }),
  z.object({ code: z.literal('access-denied'), ...callFacts }),
  z.object({ code: z.literal('not-found'), ...callFacts }),
  z.object({ code: z.literal('rate-limited'), retryAfterSeconds: z.number().nullable(), ...callFacts }),
  z.object({ code: z.literal('server-failed'), ...callFacts }),
  z.object({ code: z.literal('refused'), ...callFacts }),
  /** `toHost`: the other host that it pointed to; none where it stayed at its own or named none. */
  z.object({ code: z.literal('redirected'), toHost: z.string().max(300).exactOptional(), ...callFacts }),
  z.object({
    code: z.literal('unreadable-answer'),
    contentType: z.string().max(200).nullable(),
    ...callFacts,
  }),
  z.object({ code: z.literal('cut-answer'), ...callFacts }),
  z.object({ code: z.literal('too-large'), limitBytes: z.number(), ...callFacts }),
  /** `call`: of the API; pictures and others have none. */
  z.object({
    code: z.literal('not-reached'),
    host: z.string().max(300),
    reason: notReachedReason,
    call: call.exactOptional(),
  }),
  // What the app itself refuses
  z.object({ code: z.literal('bad-input'), channel: z.string().max(100), field: z.string().max(200) }),
  z.object({ code: z.literal('untrusted-sender') }),
  z.object({ code: z.literal('flooded') }),
  z.object({ code: z.literal('unknown-album') }),
  z.object({ code: z.literal('unknown-image') }),
  z.object({ code: z.literal('unknown-job') }),
  z.object({ code: z.literal('unknown-resync') }),
  z.object({ code: z.literal('unknown-account') }),
  /** Two moments that cannot be compared: of different albums, or one of them is none. */
  z.object({ code: z.literal('not-comparable') }),
  /** There is a queue of albums that has not ended. */
  z.object({ code: z.literal('queue-is-busy') }),
  z.object({ code: z.literal('cancelled') }),
  z.object({
    code: z.literal('storage-failed'),
    detail: z.enum(['full', 'newer-version', 'unwritable', 'other']),
  }),
  z.object({ code: z.literal('internal') }),
]);
export type AppErrorData = z.infer<typeof appError>;
export type AppErrorCode = AppErrorData['code'];

/** What is known of the call that an error is of; null where it is of none. */
export function callOf(error: AppErrorData) {
  if ('route' in error) return error;
  return 'call' in error ? (error.call ?? null) : null;
}

/** The error with what is known of its call, where it is of one: who reads an answer's bytes knows nothing of that. */
export function withCall(error: AppErrorData, call: CallFacts): AppErrorData {
  if ('route' in error) return { ...error, ...call };
  switch (error.code) {
    case 'session-expired':
    case 'nothing-listed':
    case 'not-reached':
      return { call, ...error };
    default:
      return error;
  }
}

/** An error that carries its data; thrown within a process, sent across the border as its `data`. */
export class AppError extends Error {
  readonly data: AppErrorData;

  constructor(data: AppErrorData, options?: { cause?: unknown }) {
    super(data.code, options);
    this.name = 'AppError';
    this.data = data;
  }
}

/** The data of any thrown thing: its own where it is an `AppError`, else `internal`. */
export function errorData(thrown: unknown): AppErrorData {
  return thrown instanceof AppError ? thrown.data : { code: 'internal' };
}
