import { getCACertificates } from 'node:tls';
import { parentPort } from 'node:worker_threads';

/*
 * Reads whom this computer trusts, beyond those that Node trusts anyway: often nobody. It may take long (a keychain, a
 * store of the company's), and it cannot be interrupted, so it has a thread of its own, which ends with it.
 */
const trustedAnyway = new Set(getCACertificates('default'));
const more = getCACertificates('system').filter((certificate) => !trustedAnyway.has(certificate));
parentPort?.postMessage(more);
