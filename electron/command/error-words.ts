import { callOf, type AppErrorCode, type AppErrorData, type NotReachedReason } from '#shared/errors.ts';

/** What the user of a terminal reads; where none is here, the code itself says it. */
const sentences: Partial<Record<AppErrorCode, string>> = {
  'not-a-token': 'The token file holds no API token.',
  'secret-url':
    'The token file holds a secret URL (sharinpix://), which can make tokens: use a token instead.',
  'expired-token': 'The token has expired: a new one is needed.',
  'session-expired': 'The token has expired: a new one is needed.',
  'bad-server-address': 'The server address cannot be read; it looks like https://api.sharinpix.com.',
  'https-needed': 'The server address needs https.',
  'access-denied': 'Access denied: the token is not allowed to do this.',
  'nothing-listed':
    'Nothing was listed: the album is empty, there is none of this id, or the token may not list its images.',
  'not-found': 'The server does not know it.',
  'rate-limited': 'The server says that this is too much for now: try again later.',
  'server-failed': 'The server failed.',
  refused: 'The server refused the request.',
  redirected: 'The server sends elsewhere; its address has probably changed.',
  'unreadable-answer':
    'The answer cannot be read: perhaps a proxy or a sign-in page answered instead of SharinPix.',
  'cut-answer': 'The download broke off.',
  'too-large': 'The answer is too large: ask for some of the images by their ids.',
  'no-images-chosen': 'No image ids were found in the text.',
  'storage-failed': 'What was found cannot be kept in the folder.',
  cancelled: 'Cancelled.',
};

/** Why a server was not reached, and what may help. */
const reasons: Record<NotReachedReason, string> = {
  dns: 'its name is not known here; check --server',
  refused: 'nothing answers at this address; check --server',
  tls: 'its certificate is not trusted; a proxy may stand between: add its certificate to the system',
  proxy: 'the proxy did not let the call through; check HTTPS_PROXY',
  'connect-timeout': 'it does not answer',
  timeout: 'it did not answer in time',
  reset: 'the connection broke off',
  blocked: 'the call was blocked on this machine',
  offline: 'this machine is not connected',
};

/** One line: what went wrong, and the facts that a ticket needs. Holds no token and no address past its host. */
export function errorWords(error: AppErrorData): string {
  const facts: string[] = [];
  if ('reason' in error) facts.push(`${error.host}: ${error.reason}`);
  if ('detail' in error) facts.push(error.detail);
  if ('toHost' in error) facts.push(`Location: ${error.toHost}`);
  if ('retryAfterSeconds' in error && error.retryAfterSeconds !== null)
    facts.push(`Retry-After: ${error.retryAfterSeconds} s`);
  const call = callOf(error);
  if (call !== null) {
    facts.push(call.route);
    if (call.status !== null) facts.push(`HTTP ${call.status}`);
    if (call.message !== null) facts.push(`X-message: ${call.message}`);
    if (call.requestId !== null) facts.push(`X-Request-Id: ${call.requestId}`);
    if (call.at !== undefined) facts.push(new Date(call.at).toISOString());
  }
  const sentence = sentenceOf(error);
  return printable(facts.length === 0 ? sentence : `${sentence} [${facts.join(', ')}]`);
}

function sentenceOf(error: AppErrorData): string {
  if (error.code === 'refused' && (error.status === 413 || error.status === 414))
    return 'The request was too large for the server: ask for fewer ids at a time.';
  if (error.code === 'not-reached') return `The server was not reached: ${reasons[error.reason]}.`;
  return sentences[error.code] ?? `It failed (${error.code}).`;
}

/** A server's words must not steer the terminal. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
