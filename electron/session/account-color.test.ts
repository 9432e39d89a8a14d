import fc from 'fast-check';
import { expect, test } from 'vitest';
import { environmentOf } from '#shared/environment.ts';
import { accountColor } from '#shared/models/session.ts';
import { colorFor } from './account-color.ts';

const service = { server: 'https://api.sharinpix.com', demo: false, sandbox: null };

test.each([
  [service, 'production'],
  [{ ...service, sandbox: false }, 'production'],
  [{ ...service, sandbox: true }, 'sandbox'],
  [{ ...service, demo: true, sandbox: false }, 'demo'],
  [{ ...service, server: 'http://127.0.0.1:40123' }, 'local'],
  [{ ...service, server: 'http://localhost:3000' }, 'local'],
  [{ ...service, server: 'http://[::1]:3000' }, 'local'],
  [{ ...service, server: 'http://127.0.0.1:40123', sandbox: false }, 'production'],
  [{ ...service, server: 'http://127.0.0.1:40123', sandbox: true }, 'sandbox'],
  [{ ...service, server: 'https://localhost.example.com' }, 'production'],
  [{ ...service, server: 'https://127.0.0.1.example.com' }, 'production'],
] as const)('%o is %s', (of, environment) => {
  expect(environmentOf(of)).toBe(environment);
});

test('as many accounts as there are colours all differ, whatever they are', () => {
  const environments = [service, { ...service, sandbox: true }, { ...service, demo: true }];
  const some = fc.array(fc.constantFrom(...environments), { maxLength: accountColor.options.length });
  fc.assert(
    fc.property(some, (accounts) => {
      const colors = accounts.reduce<ReturnType<typeof colorFor>[]>(
        (taken, of) => [...taken, colorFor(of, taken)],
        [],
      );
      expect(new Set(colors).size).toBe(colors.length);
    }),
  );
});

test('with more accounts than colours none is used much more often than another', () => {
  const taken: ReturnType<typeof colorFor>[] = [];
  for (let i = 0; i < 12; i += 1) taken.push(colorFor(service, taken));
  for (const color of accountColor.options) expect(taken.filter((each) => each === color)).toHaveLength(2);
});
