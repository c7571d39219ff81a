import { expect, test } from 'vitest';
import type { Suggestions } from '../../../src-main/contract/window/documents';
import { planFor } from '../../../src-renderer/repairs/old-photo';
import { NO_REPAIRS, tick, tickedIn } from '../../../src-renderer/repairs/schema';

const PRINT: Suggestions = {
  noise: 6,
  grain: 1.2,
  noiseByBrightness: [null, null, null],
  jpegQuality: 60,
  blur: 1.1,
  streak: null,
  colourless: true,
  scratches: 0.01,
  black: [70, 60, 50],
  white: [210, 200, 180],
  edges: 0,
};

test('the plan for an old photograph follows the analysis, and other ticked repairs stay', () => {
  const plan = planFor(tick(NO_REPAIRS, 'colour', true), PRINT, 0.02, false);
  expect(tickedIn(plan)).toEqual(expect.arrayContaining(['scratches', 'fading', 'noise', 'colour']));
  expect(plan.noise).toMatchObject({ levels: 6, grain: 1.2 });
  expect(plan.fading).toMatchObject({ black: 60, white: 197 });
  const streaked = planFor(NO_REPAIRS, { ...PRINT, blur: null, streak: { length: 9, angle: 30 } }, 0, false);
  expect(streaked.blur).toMatchObject({ on: true, kind: 'motion', length: 9, angle: 30 });
  const clean = { ...PRINT, noise: 0, grain: 0, blur: null, black: null, white: null, edges: 0 };
  expect(tickedIn(planFor(NO_REPAIRS, clean, 0, false))).toEqual([]);
});

test('blur is ticked only if nothing is filled', () => {
  expect(planFor(NO_REPAIRS, PRINT, 0.02, false).blur.on).toBe(false);
  expect(planFor(NO_REPAIRS, PRINT, 0, false).blur).toMatchObject({ on: true, deviation: 1.1 });
});

test('marks on more than a tenth of a photo are not filled before the user has checked them', () => {
  expect(planFor(NO_REPAIRS, PRINT, 0.1, false).scratches.on).toBe(true);
  expect(planFor(NO_REPAIRS, PRINT, 0.2, false).scratches.on).toBe(false);
});

test('blur in a JPEG file is ticked with its rounding and its noise, and only then', () => {
  const noiseless = { ...PRINT, noise: 0, grain: 0 };
  const plan = planFor(NO_REPAIRS, noiseless, 0, true);
  expect(tickedIn(plan)).toEqual(expect.arrayContaining(['blur', 'noise', 'jpeg']));
  expect(plan.noise.levels).toBe(1);
  expect(tickedIn(planFor(NO_REPAIRS, noiseless, 0.02, true))).toEqual(['scratches', 'fading']);
  expect(planFor(NO_REPAIRS, noiseless, 0, false).jpeg.on).toBe(false);
});
