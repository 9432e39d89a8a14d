import { AppError } from '#shared/errors.ts';
import type { Credentials } from '../session/credentials.ts';
import type { HttpAnswer, HttpRequest, Transport } from '../transport/transport.ts';
import { answerError, answerFacts } from './answer-error.ts';
import type { AnswerKind, Answers } from './answers.ts';
import { capped, discard, wholeOf } from '../transport/body.ts';
import { addressOf, type ApiRequest } from './route.ts';

/** The largest small answer and the largest list of images or of a sharing's rows, decoded (attacks A1, A2). */
const smallAnswerBytes = 8 * 1024 ** 2;
const listBytes = 1024 ** 3;

/** One call that was made, for the log and for counting calls against the organisation's daily limit. */
export interface ApiCall {
  method: HttpRequest['method'];
  /** The template, such as `/albums/:album_id/images`. */
  route: string;
  /** Null where no answer came. */
  status: number | null;
  /** Until the answer's head was there. */
  ms: number;
  requestId: string | null;
}

/** The answer to a form, whole and not yet parsed. */
export interface FormAnswer {
  body: Uint8Array<ArrayBuffer>;
  status: number;
  /** `X-Request-Id`. */
  requestId: string | null;
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
  stream(request: ApiRequest): Promise<HttpAnswer>;
  /** Sends a form, once; what comes of a broken line is not known. Whoever knows what was sent parses the answer. */
  postForm(request: ApiRequest, form: string): Promise<FormAnswer>;
}

interface ClientOptions {
  credentials: Credentials;
  transport: Transport;
  /** Parses a small answer off the main thread; throws `unreadable-answer`. */
  readAnswer: <K extends AnswerKind>(kind: K, bytes: Uint8Array<ArrayBuffer>) => Promise<Answers[K]>;
  onCall?: (call: ApiCall) => void;
}

/** The client of one account: the only place that builds a request with a token. */
export function createApiClient({ credentials, transport, readAnswer, onCall }: ClientOptions): ApiClient {
  async function ask(method: 'GET' | 'POST', request: ApiRequest, form: string | null): Promise<HttpAnswer> {
    const url = addressOf(credentials.origin, request);
    const headers: HttpRequest['headers'] = {
      accept: 'application/json',
      authorization: credentials.authorization(),
      ...(form !== null && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const start = performance.now();
    const report = (status: number | null, requestId: string | null): void =>
      onCall?.({ method, route: request.route, status, ms: performance.now() - start, requestId });
    let answer: HttpAnswer;
    try {
      answer = await transport({ method, url, headers, body: form, signal: request.signal });
    } catch (error) {
      report(null, null);
      throw error;
    }
    const { requestId } = answerFacts(request.route, answer);
    report(answer.status, requestId);
    credentials.observe(answer.status, answer.headers);
    const error = answerError(`${method} ${request.route}`, answer, () => credentials.hasExpired());
    if (error === null) return answer;
    await discard(answer.body);
    throw error;
  }

  const limited = (route: string, answer: HttpAnswer, limitBytes: number): AsyncIterable<Uint8Array> =>
    capped(
      answer.body,
      limitBytes,
      () => new AppError({ code: 'too-large', limitBytes, ...answerFacts(route, answer) }),
    );

  async function json<K extends AnswerKind>(kind: K, request: ApiRequest): Promise<Answers[K]> {
    const route = `GET ${request.route}`;
    const answer = await ask('GET', request, null);
    const bytes = await wholeOf(limited(route, answer, smallAnswerBytes));
    try {
      return await readAnswer(kind, bytes);
    } catch (error) {
      if (!(error instanceof AppError) || error.data.code !== 'unreadable-answer') throw error;
      // Whoever parses knows only bytes: here is known what was asked.
      const contentType = answer.headers.get('content-type')?.slice(0, 200) ?? null;
      throw new AppError({ code: 'unreadable-answer', contentType, ...answerFacts(route, answer) });
    }
  }

  return {
    origin: credentials.origin,
    json,
    stream: async (request) => {
      const answer = await ask('GET', request, null);
      return { ...answer, body: limited(`GET ${request.route}`, answer, listBytes) };
    },
    postForm: async (request, form) => {
      const route = `POST ${request.route}`;
      const answer = await ask('POST', request, form);
      const { status, requestId } = answerFacts(route, answer);
      return { body: await wholeOf(limited(route, answer, smallAnswerBytes)), status, requestId };
    },
  };
}
