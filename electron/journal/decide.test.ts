import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type LaneView } from './decide.ts';

const idle: LaneView = {
  openSince: null,
  unknown: null,
  watched: null,
  hasQueued: false,
  held: null,
  listedAt: null,
  comparedAt: null,
};
const at = (mono: number, notBefore = 0) => ({ mono, wall: 0, fenceMs: 800, notBefore });

test.each<[string, Partial<LaneView>, ReturnType<typeof at>, unknown]>([
  ['nothing to do', {}, at(0), { kind: 'rest' }],
  ['something new is compared with the sharing first', { hasQueued: true }, at(0), { kind: 'read' }],
  ['what was compared is sent', { hasQueued: true, comparedAt: 5 }, at(10), { kind: 'send' }],
  [
    'what was compared a minute ago is compared again',
    { hasQueued: true, comparedAt: 5 },
    at(60_006),
    { kind: 'read' },
  ],
  [
    'a host that asked for a pause is left alone',
    { hasQueued: true, comparedAt: 5 },
    at(10, 500),
    { kind: 'wait', until: 500, why: 'pause' },
  ],
  [
    'what another attempt may still be doing holds everything back',
    { hasQueued: true, comparedAt: 5, openSince: 100 },
    at(110),
    { kind: 'wait', until: 900, why: 'fence', certainAt: 900 },
  ],
  ['… until the fence', { hasQueued: true, comparedAt: 900, openSince: 100 }, at(900), { kind: 'send' }],
  [
    'what is unknown is looked up at once',
    { unknown: { since: 100 }, listedAt: 99 },
    at(100),
    { kind: 'read' },
  ],
  [
    'and again after a while',
    { unknown: { since: 100 }, listedAt: 100 },
    at(101),
    { kind: 'wait', until: 125, why: 'fence', certainAt: 1000 },
  ],
  [
    'a look falls on the fence itself',
    { unknown: { since: 100 }, listedAt: 850 },
    at(860),
    { kind: 'wait', until: 900, why: 'fence', certainAt: 1000 },
  ],
  [
    'the second look behind the fence comes a pause later',
    { unknown: { since: 100 }, listedAt: 900 },
    at(901),
    { kind: 'wait', until: 1000, why: 'fence', certainAt: 1000 },
  ],
  [
    'what is unknown goes before what is queued',
    { unknown: { since: 100 }, listedAt: 100, hasQueued: true, comparedAt: 100 },
    at(110),
    { kind: 'wait', until: 125, why: 'fence', certainAt: 1000 },
  ],
  [
    'what was sent twice is looked at when all of it must have come',
    { watched: { since: 100 } },
    at(110),
    { kind: 'wait', until: 1000, why: 'fence', certainAt: 1000 },
  ],
  [
    'what was refused before is held back until a list can tell that it was not carried out',
    { held: { since: 100 }, comparedAt: 105 },
    at(110),
    { kind: 'wait', until: 1000, why: 'fence', certainAt: 1000 },
  ],
  [
    '… which is read then, however lately another was',
    { held: { since: 100 }, comparedAt: 999 },
    at(1000),
    { kind: 'read' },
  ],
  [
    'what was refused does not keep other images waiting',
    { held: { since: 100 }, hasQueued: true, comparedAt: 105 },
    at(110),
    { kind: 'send' },
  ],
])('%s', (_, view, moment, decision) => {
  expect(decide({ ...idle, ...view }, moment)).toEqual(decision);
});

const time = fc.integer({ min: 0, max: 100_000 });
const since = fc.option(fc.record({ since: time }), { nil: null });
const anyView = fc.record({
  openSince: fc.option(time, { nil: null }),
  unknown: since,
  watched: since,
  hasQueued: fc.boolean(),
  held: since,
  listedAt: fc.option(time, { nil: null }),
  comparedAt: fc.option(time, { nil: null }),
});

test('nothing is ever sent while something is unknown, inside a fence, in a pause, or uncompared', () => {
  fc.assert(
    fc.property(
      anyView,
      time,
      time,
      fc.integer({ min: 1, max: 50_000 }),
      (view, mono, notBefore, fenceMs) => {
        const decision = decide(view, { mono, wall: 0, fenceMs, notBefore });
        if (decision.kind === 'wait') expect(decision.until).toBeGreaterThan(mono);
        if (decision.kind !== 'send') return;
        expect(view.unknown).toBeNull();
        expect(view.comparedAt).not.toBeNull();
        expect(mono).toBeGreaterThanOrEqual(notBefore);
        if (view.openSince !== null) expect(mono).toBeGreaterThanOrEqual(view.openSince + fenceMs);
      },
    ),
    { numRuns: 20_000 },
  );
});
