import { picturePolicy } from '../security/content-security-policy.ts';
import type { Picture, Refusal } from './picture-download.ts';

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Disposition': 'inline',
  'Content-Security-Policy': picturePolicy,
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The status that says why there is no picture. */
export const statuses: Record<Refusal, number> = {
  missing: 404,
  gone: 404,
  'too-large': 413,
  'no-picture': 415,
  denied: 502,
  failed: 502,
  unreached: 502,
};

/**
 * A picture, as what its bytes are and nothing else (attacks A26, A27).
 * @param isLasting this address will never have another one
 */
export const pictureAnswer = ({ bytes, type }: Picture, isLasting: boolean): Response =>
  new Response(bytes, {
    headers: {
      ...always,
      'Content-Type': type,
      'Cache-Control': isLasting ? 'private, max-age=31536000, immutable' : 'no-store',
    },
  });

/** No picture; asked for again, it is tried again. */
export const refuse = (status: number): Response =>
  new Response(null, { status, headers: { ...always, 'Cache-Control': 'no-store' } });
