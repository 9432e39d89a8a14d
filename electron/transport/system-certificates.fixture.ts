import { errorData } from '#shared/errors.ts';
import { join } from 'node:path';
import { createNodeTransport } from './node-transport.ts';
import { trustSystemCertificates } from './system-certificates.ts';

/*
 * `node system-certificates.fixture.ts URL`: writes the status that the URL answers, or the error. A process of its own,
 * since whom a process trusts is read from its environment.
 */

const worker = join(import.meta.dirname, 'system-certificates-worker.ts');
const certificates = trustSystemCertificates(worker, (cause) => {
  throw cause;
});
const url = new URL(process.argv[2] ?? '');
const answered = createNodeTransport({ certificates })({ method: 'GET', url, headers: {}, body: null });
console.log(
  await answered.then(
    ({ status }) => String(status),
    (thrown: unknown) => JSON.stringify(errorData(thrown)),
  ),
);
process.exit();
