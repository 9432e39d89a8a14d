/** Whether letters, digits, dots and dashes in a row hold a token, or a part of one such as its signature. */
export function isTokenLike(run: string): boolean {
  if (run.startsWith('eyJ') && run.length >= 8) return true;
  if (run.length < 20) return false;
  // A signature has 43 characters and more, and by chance all kinds of them; no id or word of the app has.
  return run.includes('eyJ') || run.split('.').some((part) => part.length > 31 && isMixed(part));
}

const isMixed = (part: string): boolean => /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part);
