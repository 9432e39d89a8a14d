import { setImmediate } from 'node:timers/promises';
import { AppError } from '#shared/errors.ts';
import type { HttpAnswer, Transport } from '../transport/transport.ts';
import { demoPerson, demoPlans } from './album-content.ts';
import { bodyPieces, withLength, type ApiAnswer } from './answer.ts';
import { createApi } from './api.ts';
import { demoClaims, writeToken } from './demo-token.ts';
import { paintJob } from './paint-job.ts';
import { createPainter } from './painter.ts';
import { readPictureAddress, type PictureHost } from './picture-address.ts';
import { createWorld, type Clock, type World } from './world.ts';

/** The demo's server; the name is reserved (RFC 2606), so nobody else can ever answer by it. */
const demoOrigin = 'https://demo.sharinpix.example';

const pictures: PictureHost = { origin: 'https://res.cloudinary.com', cloud: 'studio-belrive' };

/** The demo: a server without a network. */
export interface Demo {
  origin: string;
  /** A fresh token of the demo's user. */
  token(): string;
  transport: Transport;
  /** For tests, and for whoever wants to see a resync find something. */
  world: World;
  close(): Promise<void>;
}

/**
 * Starts the demo. Its transport answers the API's origin from memory and the image host's addresses with drawn
 * pictures; every other host is not reached. No port, no file.
 * @param painterFile the worker that draws: `painter-worker`, as source or built.
 */
export function createDemo({
  painterFile,
  clock = Date.now,
}: {
  painterFile: string | URL;
  clock?: Clock;
}): Demo {
  const world = createWorld({ plans: demoPlans, clock, person: demoPerson });
  const api = createApi({ world, pictures });
  const painter = createPainter(painterFile);

  async function picture(url: URL, signal: AbortSignal | undefined): Promise<HttpAnswer | null> {
    const asked = readPictureAddress(pictures, url);
    if (asked === null) return null;
    const image = world.image(asked.imageId);
    const look = image === undefined ? null : world.look(image);
    if (look?.processingError !== null) {
      return answer(
        clock,
        { status: 404, headers: { 'Content-Type': 'text/plain' }, body: { text: '' } },
        signal,
      );
    }
    const bytes = await painter.paint(paintJob(look, asked), signal).catch((error: unknown) => {
      // Nobody waits any more, or the app is closing.
      const isOver = error instanceof Error && error.name === 'AbortError';
      throw isOver || signal?.aborted === true ? new AppError({ code: 'cancelled' }) : error;
    });
    const headers = { 'Content-Type': 'image/jpeg', 'Content-Length': String(bytes.byteLength) };
    return { status: 200, headers: lowerCase(clock, headers), body: pieces([bytes], signal) };
  }

  return {
    origin: demoOrigin,
    token: () => writeToken(demoClaims(world)),
    world,
    transport: async ({ method, url, headers, body, signal }) => {
      if (signal?.aborted === true) throw new AppError({ code: 'cancelled' });
      if (url.origin === demoOrigin)
        return answer(clock, withLength(api.handle({ method, url, headers, body })), signal);
      const drawn = method === 'GET' ? await picture(url, signal) : null;
      if (drawn === null) throw new AppError({ code: 'not-reached', host: url.host, reason: 'offline' });
      return drawn;
    },
    close: () => painter.close(),
  };
}

function lowerCase(clock: Clock, headers: Record<string, string>): Map<string, string> {
  const entries = Object.entries({ ...headers, Date: new Date(clock()).toUTCString() });
  return new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

function answer(
  clock: Clock,
  { status, headers, body }: ApiAnswer,
  signal: AbortSignal | undefined,
): HttpAnswer {
  return { status, headers: lowerCase(clock, headers), body: pieces(bodyPieces(body), signal) };
}

/** A body piece by piece, the event loop free between them. */
async function* pieces(
  source: Iterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for (const piece of source) {
    if (signal?.aborted === true) throw new AppError({ code: 'cancelled' });
    yield piece;
    await setImmediate();
  }
}
