import { expect, test } from 'vitest';
import { healthAddress } from '#shared/addresses.ts';
import { createHealthRoute } from './health-route.ts';

const account = '0123456789abcdef';
const ids = new TextEncoder().encode('a\nb\n');

function ask(
  address: string,
  { there = account, init = {} }: { there?: string | null; init?: RequestInit } = {},
) {
  const asked: unknown[][] = [];
  const healthIds = (...args: [string, string, number, string]) => {
    asked.push(args);
    return Promise.resolve(args[2] === 7 && args[3] === 'tag:é&roof' ? ids.slice() : null);
  };
  const answer = createHealthRoute(
    { healthIds },
    () => there,
  )(new Request(`app://companion${address}`, init));
  return { answer, asked };
}

test('the ids behind a bar come one a line, whatever is written on the bar', async () => {
  const { answer, asked } = ask(healthAddress(account, '../Album', 7, 'tag:é&roof'));
  const { status, headers } = await answer;
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(await (await answer).text()).toBe('a\nb\n');
  expect(asked).toEqual([[account, '../Album', 7, 'tag:é&roof']]);
});

test.each([
  ['another revision', healthAddress(account, 'A', 8, 'tag:é&roof'), account],
  ['another bar', healthAddress(account, 'A', 7, 'odd'), account],
  ['another account', healthAddress('fedcba9876543210', 'A', 7, 'tag:é&roof'), account],
  ['nobody is there', healthAddress(account, 'A', 7, 'tag:é&roof'), null],
  ['a revision that is no number', `/health/${account}?album=A&revision=1e3&bar=odd`, account],
  ['no album', `/health/${account}?revision=7&bar=odd`, account],
  ['a bar without an end', healthAddress(account, 'A', 7, `tag:${'x'.repeat(400)}`), account],
])('%s: 404 without a word', async (_, address, there) => {
  const answer = await ask(address, { there }).answer;
  expect([answer.status, await answer.text()]).toEqual([404, '']);
});

test('it is only read', async () => {
  const { answer, asked } = ask(healthAddress(account, 'A', 7, 'tag:é&roof'), { init: { method: 'POST' } });
  expect((await answer).status).toBe(405);
  expect(asked).toEqual([]);
});
