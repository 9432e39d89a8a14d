import { discard } from '../transport/body.ts';
import type { Transport } from '../transport/transport.ts';
import { addressOf } from './route.ts';

/** Whoever waits for it has typed a token and sees nothing happen. */
const longestMs = 10_000;

/**
 * What time a server says it is: the `Date` of its answer to `GET /user` without a token, most likely a 401; undefined
 * where it says none.
 * @throws AppError `not-reached`, or `cancelled` after ten seconds
 */
export async function serverDate(transport: Transport, origin: string): Promise<string | undefined> {
  const { headers, body } = await transport({
    method: 'GET',
    url: addressOf(origin, { route: '/user' }),
    headers: { accept: 'application/json' },
    body: null,
    signal: AbortSignal.timeout(longestMs),
  });
  await discard(body);
  return headers.get('date');
}
