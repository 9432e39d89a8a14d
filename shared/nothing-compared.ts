import { resyncKinds, type Resync } from './models/resync.ts';

/**
 * Whether a resync has come to its end without one answer: then its counts say nothing of the images, and a 0 among them
 * is none.
 */
export function nothingCompared({
  status,
  error,
  counts,
}: Pick<Resync, 'status' | 'error' | 'counts'>): boolean {
  const cameToNothing =
    status === 'cancelled' || (status === 'ended' && (error !== null || counts.failed > 0));
  return cameToNothing && resyncKinds.every((kind) => kind === 'failed' || counts[kind] === 0);
}
