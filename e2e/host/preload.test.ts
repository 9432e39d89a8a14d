import { expect, test } from 'vitest';
import { startFixture } from './fixture/start.ts';

test('the preload’s functions work: calls, answers, events, values and errors', async () => {
  const { page } = await startFixture();
  const call = (channel: string, ...values: unknown[]) =>
    page.evaluate(([name, given]) => window.fixture.call(name, ...given), [channel, values] as const);
  expect(await call('who')).toEqual({
    url: 'app://companion/',
    origin: 'app://companion',
    isMainFrame: true,
    isWindow: true,
  });
  for (const value of [null, 'text', 1.5, { a: [1, { b: null }] }, { $: 'function', value: 1 }])
    expect(await call('echo', value)).toEqual(value);
  const kept = await page.evaluate(async () => {
    const given = [
      undefined,
      NaN,
      -0,
      2n,
      new Date(5),
      new Uint8Array([1, 2]),
      JSON.parse('{"__proto__":{"x":1}}'),
    ];
    const answer = (await window.fixture.call('echo', given)) as readonly unknown[];
    const [none, nan, zero, big, date, bytes, own] = answer;
    return [
      none === undefined,
      Number.isNaN(nan),
      Object.is(zero, -0),
      big === 2n,
      (date as Date).getTime() === 5,
      (bytes as Uint8Array)[1] === 2,
      Object.hasOwn(own as object, '__proto__') && !('x' in (own as object)),
    ];
  });
  expect(kept).toEqual([true, true, true, true, true, true, true]);
  await expect(call('fail')).rejects.toThrow("Error invoking remote method 'fail': TypeError: no luck");
  await expect(call('none')).rejects.toThrow("No handler registered for 'none'");
  for (const refused of ['() => 1', 'Symbol()', 'new Map()'])
    await expect(page.evaluate(`window.fixture.call('echo', ${refused})`), refused).rejects.toThrow(
      /could not be cloned|not implemented/,
    );
  const heard = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const stop = window.fixture.on('pong', (value) => {
          stop();
          resolve(value);
        });
        window.fixture.send('ping');
      }),
  );
  expect(heard).toEqual({ at: 1 });
});

test('the page has what was exposed and nothing else, frozen, and works after a reload', async () => {
  const { page } = await startFixture();
  const added = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const usual = Object.getOwnPropertyNames(frame.contentWindow ?? {});
    frame.remove();
    return Object.getOwnPropertyNames(window).filter((name) => !usual.includes(name));
  });
  expect(added).toEqual(['fixture']);
  const tampered = await page.evaluate(() => {
    'use strict';
    return [
      () => Object.assign(window, { fixture: 1 }),
      () => Object.assign(window.fixture, { call: 1 }),
      () => Object.assign(window.fixture.call, { extra: 1 }),
      () => {
        if (!Reflect.deleteProperty(window, 'fixture')) throw new Error('It stays');
      },
    ].map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch {
        return 'refused';
      }
    });
  });
  expect(tampered).toEqual(['refused', 'refused', 'refused', 'refused']);
  await page.reload();
  expect(await page.evaluate(() => window.fixture.call('echo', 'again'))).toBe('again');
});

test('a page that replaces what it can still reaches only what was exposed', async () => {
  const { page } = await startFixture();
  const seen = await page.evaluate(async () => {
    const caught: unknown[] = [];
    const real = new EventTarget();
    const dispatch = real.dispatchEvent.bind(real);
    EventTarget.prototype.dispatchEvent = function (event) {
      caught.push(this);
      return dispatch(event);
    };
    const RealEvent = CustomEvent;
    Object.assign(window, {
      CustomEvent: function (name: string, init: CustomEventInit) {
        caught.push(name);
        return new RealEvent(name, init);
      },
    });
    await window.fixture.call('echo', 1);
    return caught.length;
  });
  expect(seen).toBe(0);
});

test('an iframe of the page has no preload', async () => {
  const { page } = await startFixture();
  const exposed = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/picture';
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    return 'fixture' in (frame.contentWindow ?? {});
  });
  expect(exposed).toBe(false);
});
