const stripped = /[\p{Cc}\s\\]/u;

/** True where `URL` would silently strip something or turn it into a slash, so that a text says another host than it reads. */
export const isMisleading = (text: string): boolean => stripped.test(text);
