import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flag } from '#shared/columns/layout.ts';
import { mark } from '#shared/models/sharing.ts';
import { shownIn } from '../../../state/selection/shown.ts';
import { columnsOf } from '../columns-of.fixture.ts';
import { markedPositions } from './select-marked.ts';

const images = fc.array(fc.record({ mark: fc.integer({ min: 0, max: 2 }), hasId: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

test('what is shown, can be shared and has the mark, in the order it is shown', () => {
  fc.assert(
    fc.property(images, fc.infiniteStream(fc.nat()), (all, random) => {
      const order = all
        .map((_, position) => ({ position, key: random.next().value as number }))
        .filter(({ key }) => key % 3 !== 0)
        .sort((a, b) => a.key - b.key)
        .map(({ position }) => position);
      const columns = columnsOf(all.map(({ hasId }) => ({ flags: hasId ? 0 : flag.unidentified })));
      const shown = shownIn(Uint32Array.from(order), all.length);
      const bytes = Uint8Array.from(all, (image) => image.mark);
      for (const kind of ['notShared', 'changedSince'] as const)
        expect([...markedPositions(columns, shown, bytes, kind)]).toEqual(
          order.filter((position) => all[position]!.hasId && all[position]!.mark === mark[kind]),
        );
    }),
  );
});
