import { connect } from 'node:net';
import type { HttpRequest, Transport } from '../../electron/transport/transport.ts';
import { sentAtHeader } from './fault-server.ts';
import { sharedClock } from './ledger.ts';
import type { WirePoint } from './scenario.ts';

interface Told {
  posting: () => void;
  listing: () => void;
  reached: (point: WirePoint) => void;
  /** True where the core is to die at this point, so that it must be prepared. */
  diesAt: (point: WirePoint) => boolean;
}

/** How long a request is given to be written before the core dies behind it, ms. */
const toBeWritten = 3;

/** The app's own transport, with points to die at, and a stamp on what is sent by which the server judges its promise. */
export function wired(transport: Transport, { posting, listing, reached, diesAt }: Told): Transport {
  return async (request) => {
    if (request.method === 'GET') {
      listing();
      const answer = await transport(request);
      return { ...answer, body: amid(answer.body, () => reached('amid-list')) };
    }
    posting();
    const stamped = { ...request, headers: { ...request.headers, [sentAtHeader]: String(sharedClock()) } };
    if (diesAt('half-body')) await writeHalf(stamped);
    reached('half-body');
    setTimeout(() => reached('after-posting'), toBeWritten);
    const answer = await transport(stamped);
    reached('after-answer');
    return answer;
  };
}

async function* amid(body: AsyncIterable<Uint8Array>, between: () => void): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of body) {
    const half = chunk.length >> 1;
    yield chunk.subarray(0, half);
    between();
    yield chunk.subarray(half);
  }
}

/** Writes a request whose body ends in its middle. */
async function writeHalf({ url, headers, body }: HttpRequest): Promise<void> {
  const bytes = Buffer.from(body ?? '');
  const head = Object.entries({ ...headers, host: url.host, 'content-length': bytes.length });
  const lines = [
    `POST ${url.pathname} HTTP/1.1`,
    ...head.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ];
  const socket = connect(Number(url.port), url.hostname);
  await new Promise<void>((done) => {
    socket.write(lines.join('\r\n'));
    socket.write(bytes.subarray(0, bytes.length >> 1), () => done());
  });
}
