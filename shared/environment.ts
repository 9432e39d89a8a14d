/** What is at stake in an account: `production` is everything that is not plainly something else. */
export type Environment = 'production' | 'sandbox' | 'demo' | 'local';

const thisMachine = /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/**
 * Tells the environment of an account. Better a badge too many than one too few: a server that does not say whether it
 * is a sandbox is production, and so is one of this machine that says it is none (a tunnel).
 * @param of `server`: its origin; `sandbox`: as `GET /organization` says, null where it did not say
 */
export function environmentOf(of: { server: string; demo: boolean; sandbox: boolean | null }): Environment {
  if (of.demo) return 'demo';
  if (of.sandbox === true) return 'sandbox';
  return of.sandbox === null && thisMachine.test(of.server) ? 'local' : 'production';
}
