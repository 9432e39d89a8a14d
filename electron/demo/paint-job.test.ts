import { expect, test } from 'vitest';
import { demoPlans } from './album-content.ts';
import { describeImage } from './album-plan.ts';
import { paintJob } from './paint-job.ts';

const plan = demoPlans[0];
if (plan === undefined) throw new Error('an album wanted');
const look = {
  ...describeImage(plan, 0),
  originalWidth: 6000,
  originalHeight: 4000,
  rotation: 0,
  uprightAt: 0,
};
const asked = {
  imageId: '',
  box: { width: 300, height: Number.POSITIVE_INFINITY, fill: false },
  crop: null,
  rotation: 0,
};

test('a picture keeps its shape within the box, and is never drawn larger than a screen', () => {
  expect(paintJob(look, asked)).toMatchObject({ width: 300, height: 200, turn: 0 });
  expect(paintJob(look, { ...asked, box: null })).toMatchObject({ width: 1600, height: 1067 });
  expect(paintJob({ ...look, originalWidth: 48, originalHeight: 48 }, asked)).toMatchObject({
    width: 48,
    height: 48,
  });
});

test('a camera held sideways gives an upright picture when turned, and a lying one as its file', () => {
  const sideways = { ...look, rotation: 90, uprightAt: 90 };
  const display = { ...asked, rotation: 90 };
  expect(paintJob(sideways, display)).toMatchObject({
    fullWidth: 4000,
    fullHeight: 6000,
    width: 300,
    height: 450,
    turn: 0,
  });
  const original = paintJob(sideways, asked);
  // Drawn upright, then turned back: what comes out is 300 wide.
  expect(original).toMatchObject({ width: 200, height: 300, turn: 270 });
});

test('a turn by hand turns the picture', () => {
  expect(paintJob({ ...look, rotation: 180 }, { ...asked, rotation: 180 }).turn).toBe(180);
  expect(paintJob({ ...look, rotation: 90 }, { ...asked, rotation: 90 })).toMatchObject({
    width: 450,
    height: 300,
    turn: 90,
  });
});

test.each([
  [0, { x: 600, y: 400, w: 3000, h: 1000 }],
  [90, { x: 4000 - 400 - 1000, y: 600, w: 1000, h: 3000 }],
  [180, { x: 6000 - 600 - 3000, y: 4000 - 400 - 1000, w: 3000, h: 1000 }],
  [270, { x: 400, y: 6000 - 600 - 3000, w: 1000, h: 3000 }],
])('a crop of the file lies right in the picture that stands upright at %i', (uprightAt, expected) => {
  const crop = { x: 600, y: 400, w: 3000, h: 1000 };
  expect(
    paintJob({ ...look, rotation: uprightAt, uprightAt }, { ...asked, crop, rotation: uprightAt }).crop,
  ).toEqual(expected);
});

test('a filled box takes the middle', () => {
  const box = { width: 100, height: 100, fill: true };
  expect(paintJob(look, { ...asked, box })).toMatchObject({
    width: 100,
    height: 100,
    crop: { x: 1000, y: 0, w: 4000, h: 4000 },
  });
});
