/** Ids asked at once: each costs up to 47 characters of address, and similar services answer 414 above 200 (api.md). */
export const idsPerCall = 80;
