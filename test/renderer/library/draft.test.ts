import { expect, test } from 'vitest';
import { OWN_RECIPES, ownRecipe } from '../../../src-main/contract/own-recipes';
import { recipeRequestSchema } from '../../../src-main/contract/recipe';
import { libraryChannels } from '../../../src-main/contract/window/library';
import {
  batchRequestOf,
  type Draft,
  draftObstacle,
  draftOf,
  draftOfRecipe,
  NO_DRAFT,
} from '../../../src-renderer/library/draft';
import { requestOf } from '../../../src-renderer/repairs/recipe';
import { NO_REPAIRS, type Repairs } from '../../../src-renderer/repairs/schema';
import { EMPTY_BATCH, resultsNamed, sourceNamed } from './empty-batch';

const READY: Draft = { ...NO_DRAFT, input: sourceNamed('photos'), output: resultsNamed('results') };
const AUTO = { noise: true, blur: true };
const withRepairs = (repairs: Partial<Repairs>): Repairs => ({ ...NO_REPAIRS, ...repairs });

test('noise and blur are estimated from each photo if the user says so', () => {
  const repairs = withRepairs({
    noise: { on: true, levels: 12 },
    blur: { ...NO_REPAIRS.blur, on: true, kind: 'motion' },
  });
  expect(requestOf(repairs, AUTO)).toMatchObject({
    operator: ['deblur-gaussian', 'denoise'],
    noise: 'auto',
    blur: 'auto',
  });
  expect(requestOf(repairs, { noise: false, blur: false })).toMatchObject({
    operator: ['deblur-motion', 'denoise'],
    noise: 12,
    length: NO_REPAIRS.blur.length,
  });
});

test("an estimated blur is in the photo's own pixels, so it comes after the averaging", () => {
  const repairs = withRepairs({
    blur: { ...NO_REPAIRS.blur, on: true },
    enlarge: { on: true, factor: 2 },
  });
  const recipe = requestOf(repairs, AUTO);
  expect(recipe.operator).toEqual(['upscale', 'deblur-gaussian']);
  expect(recipeRequestSchema.safeParse(recipe).success).toBe(true);
});

test('the draft of an earlier batch estimates what that batch estimated', () => {
  const draftAfter = (repairs: Partial<Repairs>, auto: Draft['auto']) =>
    draftOf({ ...EMPTY_BATCH, recipe: requestOf(withRepairs(repairs), auto) });
  const noise = { on: true, levels: 12 };
  const motion = { ...NO_REPAIRS.blur, on: true, kind: 'motion' as const, length: 20 };
  expect(draftAfter({ noise, blur: motion }, {})).toMatchObject({
    repairs: { noise, blur: motion },
    auto: { noise: false, blur: false },
  });
  expect(draftAfter({ noise, blur: motion }, AUTO)).toMatchObject({
    repairs: { noise: { on: true, levels: NO_REPAIRS.noise.levels }, blur: { kind: 'soft' } },
    auto: AUTO,
  });
  expect(draftAfter({ colour: { on: true } }, {}).auto).toEqual(NO_DRAFT.auto);
});

test('each photo of a folder is restored once, however many candidates the open photo has', () => {
  const repairs = withRepairs({
    noise: { on: true, levels: 5 },
    advanced: { ...NO_REPAIRS.advanced, samples: 4 },
  });
  expect(requestOf(repairs, AUTO).samples).toBe(1);
});

test("the usual detail follows the estimated noise of each photo, a chosen one doesn't", () => {
  const noisy = { noise: { on: true, levels: 51 } };
  expect(requestOf(withRepairs(noisy), AUTO).detail).toBe('auto');
  expect(requestOf(withRepairs(noisy), { noise: false, blur: true }).detail).toBe(0.3);
  const chosen = withRepairs({ ...noisy, advanced: { ...NO_REPAIRS.advanced, detail: 1 } });
  expect(requestOf(chosen, AUTO).detail).toBe(1);
});

test('a folder keeps a single tone or not, as the user says, and its next draft says the same', () => {
  const toned = withRepairs({
    noise: { on: true, levels: 5 },
    advanced: { ...NO_REPAIRS.advanced, tone: 'free' },
  });
  const recipe = requestOf(toned, AUTO);
  expect(recipeRequestSchema.parse(recipe)).toMatchObject({ tone: 'free', noise: 'auto' });
  expect(draftOf({ ...EMPTY_BATCH, recipe }).repairs.advanced.tone).toBe('free');
  expect(requestOf(withRepairs({ noise: { on: true, levels: 5 } }), AUTO)).not.toHaveProperty('tone');
});

test.each(OWN_RECIPES)('the recipe %s is the same in a folder of the window', (name) => {
  const recipe = ownRecipe(name);
  const { repairs, auto } = draftOfRecipe(recipe);
  const asked = batchRequestOf({ ...READY, repairs, auto });
  expect(asked?.recipe).toMatchObject({ operator: recipe.operator, detail: recipe.detail });
  for (const field of ['mask', 'blur', 'black', 'noise', 'scale'] as const)
    expect([field, asked?.recipe[field]]).toEqual([field, recipe[field]]);
});

test('the first obstacle is reported', () => {
  const obstacle = (change: Partial<Draft>) => draftObstacle({ ...READY, ...change });
  expect(draftObstacle(NO_DRAFT)).toBe('library.obstacle.input');
  expect(obstacle({ output: null })).toBe('library.obstacle.output');
  expect(obstacle({ repairs: NO_REPAIRS })).toBe('library.obstacle.nothing');
  expect(obstacle({ repairs: { ...READY.repairs, jpeg: { on: true } } })).toBeNull();
  const scratches = { ...READY.repairs, scratches: { on: true } };
  expect(obstacle({ repairs: scratches })).toBeNull();
  expect(obstacle({ repairs: scratches, auto: {} })).toBe('library.obstacle.masks');
  expect(obstacle({ repairs: scratches, auto: {}, masks: sourceNamed('masks') })).toBeNull();
  expect(obstacle({ result: { ...READY.result, name: 'same' } })).toBe('library.obstacle.name');
  expect(obstacle({ result: { ...READY.result, name: 'a/{name}' } })).toBe('library.obstacle.name');
  expect(obstacle({})).toBeNull();
});

test('a batch is asked for with only the options of its format, and fits the contract', () => {
  const asked = batchRequestOf({
    ...READY,
    include: '1931/**,  *.tif ,',
    masks: sourceNamed('masks'),
    result: { ...READY.result, format: 'tiff', quality: 80, bitDepth: 16 },
  });
  expect(asked).toMatchObject({
    input: 'photos',
    output: 'results',
    masks: null,
    include: ['1931/**', '*.tif'],
    exclude: [],
    result: { format: 'tiff', bitDepth: 16 },
  });
  expect(asked?.result).not.toHaveProperty('quality');
  expect(libraryChannels.planBatch.input.safeParse(asked).success).toBe(true);
  expect(batchRequestOf(NO_DRAFT)).toBeNull();
});
