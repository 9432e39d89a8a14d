import type { AlbumPlan } from './album-plan.ts';
import { label } from './label-text.ts';
import { hash, hexOf } from './random.ts';
import { outdoors, studio, townscape } from './subjects.ts';

/**
 * Albums of any size for tests and measurements, `images` in all, made of the same subjects.
 * The first has a 15-character Salesforce id, as recorded, and so have the others.
 */
export function bulkPlans({
  images,
  albums,
  seed,
}: {
  images: number;
  albums: number;
  seed: number;
}): AlbumPlan[] {
  const subjects = [...outdoors, ...townscape, ...studio];
  return Array.from({ length: albums }, (_, n) => ({
    id: `0031x00000${hexOf(hash(seed, n), 3).toUpperCase()}${String(n % 100).padStart(2, '0')}`,
    seed: hash(seed, n),
    count: Math.floor(images / albums) + (n < images % albums ? 1 : 0),
    startsAt: Date.UTC(2024, 0, 8, 8) + n * 86_400_000,
    subjects,
    specials: new Map(),
    sharings: [
      { name: 'homepage', label: label('Homepage', 'Page d’accueil') },
      { name: 'archive', label: 'Archive' },
    ],
    tokenSharings: { homepage: label('Website', 'Site web') },
  }));
}
