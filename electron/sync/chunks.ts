import { idsPerCall } from '#shared/ids-per-call.ts';
import { isMadeUp } from '#shared/models/image.ts';

/** The ids that the server can be asked for, each once, in pieces of one call. */
export function askableChunks(ids: readonly string[]): string[][] {
  const askable = [...new Set(ids)].filter((id) => !isMadeUp(id));
  const count = Math.ceil(askable.length / idsPerCall);
  return Array.from({ length: count }, (_, i) => askable.slice(i * idsPerCall, (i + 1) * idsPerCall));
}
