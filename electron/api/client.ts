import { AppError, errorData, withCall, type AppErrorCode, type CallFacts } from '#shared/errors.ts';
import type { Credentials } from '../session/credentials.ts';
import type { HttpAnswer, HttpRequest, Transport } from '../transport/transport.ts';
import { redact as redactText } from '../redact.ts';
import { createRedactor } from '../secrets.ts';
import { answerError, answerFacts, contentTypeOf, type Asked } from './answer-error.ts';
import type { AnswerKind, Answers } from './answers.ts';
import { capped, discard, failingWith, wholeOf } from '../transport/body.ts';
import { addressOf, type ApiRequest } from './route.ts';

/** The largest small answer and the largest list of images or of a sharing's rows, decoded (attacks A1, A2). */
const smallAnswerBytes = 8 * 1024 ** 2;
const listBytes = 1024 ** 3;

/**
 * One call that was made, for the log, for counting calls against the organisation's daily limit, and for support. Holds
 * nothing secret.
 */
export interface ApiCall {
  accountId: string;
  method: HttpRequest['method'];
  /** The template, such as `/albums/:album_id/images`. */
  route: string;
  /** When it was begun, milliseconds since 1970. */
  at: number;
  /** Null where no answer came. */
  status: number | null;
  /** Until the answer's head was there. */
  ms: number;
  requestId: string | null;
  /** Why there was no answer, or what its head says was wrong; null where its body may be read. */
  error: AppErrorCode | null;
}

/** The answer to a form, whole and not yet parsed. */
export interface FormAnswer {
  body: Uint8Array<ArrayBuffer>;
  status: number;
  /** `X-Request-Id`. */
  requestId: string | null;
}

/** A list as it arrives, with what an error of it is to say of the call: whoever reads it sees its bytes alone. */
export interface ListAnswer extends HttpAnswer {
  facts: CallFacts;
}

/**
 * Speaks HTTP to the API; the files beside it, one a resource, say what is asked.
 * Every method throws AppError: what the answer's head says (`answer-error.ts`), `too-large`, `unreadable-answer`, and
 * what the transport throws.
 */
export interface ApiClient {
  /** The one origin all calls go to. */
  readonly origin: string;
  /** Asks for a small answer and reads it. */
  json<K extends AnswerKind>(kind: K, request: ApiRequest): Promise<Answers[K]>;
  /** Asks for a list, which is read as it arrives; its body must be read or given up (`return()`). */
  stream(request: ApiRequest): Promise<ListAnswer>;
  /** Sends a form, once; what comes of a broken line is not known. Whoever knows what was sent parses the answer. */
  postForm(request: ApiRequest, form: string): Promise<FormAnswer>;
}

interface ClientOptions {
  credentials: Credentials;
  transport: Transport;
  /** Parses a small answer off the main thread; throws `unreadable-answer`. */
  readAnswer: <K extends AnswerKind>(kind: K, bytes: Uint8Array<ArrayBuffer>) => Promise<Answers[K]>;
  onCall?: (call: ApiCall) => void;
  /** Told of each sharing that is asked for or listed: its id is a secret, which may stand in nothing that is shown to others. */
  onSharing?: (sharingId: string) => void;
}

/** The client of one account: the only place that builds a request with a token. */
export function createApiClient({
  credentials,
  transport,
  readAnswer,
  onCall,
  onSharing,
}: ClientOptions): ApiClient {
  async function ask(
    method: 'GET' | 'POST',
    request: ApiRequest,
    form: string | null,
  ): Promise<{ asked: Asked; answer: HttpAnswer }> {
    const url = addressOf(credentials.origin, request);
    const sharingId = request.params?.sharing_id;
    if (sharingId !== undefined) onSharing?.(sharingId);
    const redact = sharingId === undefined ? redactText : createRedactor([sharingId]);
    const route = `${method} ${request.route}`;
    const asked: Asked = { route, url, redact };
    const headers: HttpRequest['headers'] = {
      accept: 'application/json',
      authorization: credentials.authorization(),
      ...(form !== null && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const [at, start] = [Date.now(), performance.now()];
    const report = (said: Pick<ApiCall, 'status' | 'requestId' | 'error'>): void => {
      const ms = performance.now() - start;
      onCall?.({ accountId: credentials.accountId, method, route: request.route, at, ms, ...said });
    };
    let answer: HttpAnswer;
    try {
      answer = await transport({ method, url, headers, body: form, signal: request.signal });
    } catch (thrown) {
      const data = errorData(thrown);
      report({ status: null, requestId: null, error: data.code });
      if (data.code !== 'not-reached') throw thrown;
      const call = { at: Date.now(), route, status: null, requestId: null, message: null };
      throw new AppError(withCall(data, call));
    }
    const { status, requestId } = answerFacts(asked, answer);
    credentials.observe(status, answer.headers);
    const error = answerError(asked, answer, () => credentials.hasExpired());
    report({ status, requestId, error: error?.data.code ?? null });
    if (error === null) return { asked, answer };
    await discard(answer.body);
    throw error;
  }

  const limited = (asked: Asked, answer: HttpAnswer, limitBytes: number): AsyncIterable<Uint8Array> =>
    capped(
      failingWith(answer.body, (error) => withCall(error, answerFacts(asked, answer))),
      limitBytes,
      () => new AppError({ code: 'too-large', limitBytes, ...answerFacts(asked, answer) }),
    );

  async function json<K extends AnswerKind>(kind: K, request: ApiRequest): Promise<Answers[K]> {
    const { asked, answer } = await ask('GET', request, null);
    const bytes = await wholeOf(limited(asked, answer, smallAnswerBytes));
    try {
      const read = await readAnswer(kind, bytes);
      if (kind === 'sharings') for (const { id } of read as Answers['sharings']) onSharing?.(id);
      return read;
    } catch (error) {
      if (!(error instanceof AppError) || error.data.code !== 'unreadable-answer') throw error;
      // Whoever parses knows only bytes: here is known what was asked.
      const contentType = contentTypeOf(asked, answer);
      throw new AppError({ code: 'unreadable-answer', contentType, ...answerFacts(asked, answer) });
    }
  }

  return {
    origin: credentials.origin,
    json,
    stream: async (request) => {
      const { asked, answer } = await ask('GET', request, null);
      return { ...answer, body: limited(asked, answer, listBytes), facts: answerFacts(asked, answer) };
    },
    postForm: async (request, form) => {
      const { asked, answer } = await ask('POST', request, form);
      const { status, requestId } = answerFacts(asked, answer);
      return { body: await wholeOf(limited(asked, answer, smallAnswerBytes)), status, requestId };
    },
  };
}
