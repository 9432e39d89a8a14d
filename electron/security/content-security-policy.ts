/**
 * The page's policy: its own origin only, no inline script or style, no frame, form or plug-in, and no text that becomes
 * script. `connect-src 'self'` is what keeps a page that was taken over from telling anyone what it saw (attacks A16).
 * What is not named falls to `default-src 'none'`.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The policy of an answer that is only ever an image (attacks A27): opened as a page, it can do nothing. */
export const picturePolicy = "default-src 'none'; sandbox";
