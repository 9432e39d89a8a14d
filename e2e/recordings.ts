import { readFileSync, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from '#shared/zod.ts';

/** Real requests and answers, where they are; never part of this project. */
const folder = join(import.meta.dirname, '..', '..', 'shared', 'recordings');

export const recordingsAreHere = existsSync(folder);

const recordingFile = z.object({
  requests: z.array(
    z.object({
      request_method: z.string(),
      request_path: z.string(),
      request_body: z.string().nullable(),
      request_headers: z.record(z.string(), z.string()),
      response_status: z.number(),
      response_body: z.string().nullable(),
      response_headers: z.record(z.string(), z.string()),
    }),
  ),
});
export type Recording = z.infer<typeof recordingFile>['requests'][number];

/** One recorded call, by its file's name. */
export function recording(name: string): Recording {
  const read = recordingFile.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
  const first = read.requests[0];
  if (first === undefined) throw new Error(`${name} holds no request`);
  return { ...first, request_path: `/${first.request_path.replace(/^\//, '')}` };
}

/** The token a recording was made with, and the second it was sent (its `iat`, else four hours before its `exp`). */
export function recordedToken(call: Recording): { token: string; at: number } {
  const token = /token="([^"]+)"/.exec(call.request_headers['Authorization'] ?? '')?.[1] ?? '';
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claims = z
    .object({ iat: z.number().optional(), exp: z.number().optional() })
    .parse(JSON.parse(payload));
  return { token, at: claims.iat ?? (claims.exp ?? 0) - 4 * 3600 };
}

/** What the app sent, as it came over the wire. */
export interface Sent {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that answers with recordings to the letter, with `extra` answers where nothing is recorded, else 404. */
export async function replay(calls: Recording[], extra: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const path = decodeURI(request.url ?? '');
    sent.push({ method: request.method ?? '', path, headers: request.headers, body });
    const call = calls.find((one) => one.request_method === request.method && one.request_path === path);
    const made = extra[`${request.method ?? ''} ${path}`];
    if (call !== undefined) {
      const headers = Object.entries(call.response_headers).filter(([name]) => name !== 'Content-Length');
      response.writeHead(call.response_status, Object.fromEntries(headers)).end(call.response_body ?? '');
    } else if (made !== undefined) {
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(made);
    } else {
      response.writeHead(404, { 'Content-Type': 'text/html' }).end();
    }
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
