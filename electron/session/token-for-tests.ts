const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of a test, with these claims; signed by nobody, as the app never looks. */
export function tokenWith(claims: object): string {
  return `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}
