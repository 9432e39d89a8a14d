import { z } from 'zod';

// The page runs under a policy without `unsafe-eval`; zod's compiled mode would break it (tried: design.md).
// Every schema imports z from here, so that this line runs before the first of them is made.
z.config({ jitless: true });

export { z };
