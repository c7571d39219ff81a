import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { recipeSchema, TONE_CHOICES } from '../../../src-main/contract/recipe';
import { z } from '../../../src-main/contract/schema';
import { advancedSchema } from '../../../src-renderer/repairs/advanced';
import { drawnStreak } from '../../../src-renderer/repairs/blur/repair';
import { repairsOf } from '../../../src-renderer/repairs/from-recipe';
import { noiseWord } from '../../../src-renderer/repairs/noise/words';
import { obstacleOf, previewObstacleOf } from '../../../src-renderer/repairs/obstacles';
import { offersOf, tickSuggested } from '../../../src-renderer/repairs/offers';
import { numbersOf, recipeOf } from '../../../src-renderer/repairs/recipe';
import {
  NO_REPAIRS,
  REPAIR_NAMES,
  REPAIRS,
  type Repairs,
  readRepairs,
  tick,
} from '../../../src-renderer/repairs/schema';
import { nextSeed } from '../../../src-renderer/repairs/words';

const fine = { marked: true, jpegTables: true, blurPicture: true };
const blurred = (blur: Partial<Repairs['blur']>): Repairs => ({
  ...NO_REPAIRS,
  blur: { ...NO_REPAIRS.blur, on: true, ...blur },
});

describe('a recipe', () => {
  test('of all repairs lists what happened to the photo in order, with the file last', () => {
    const repairs = REPAIR_NAMES.reduce<Repairs>((current, name) => tick(current, name, true), NO_REPAIRS);
    const { operator, ...fields } = recipeOf(repairs);
    const order = ['deblur-gaussian', 'upscale', 'inpaint', 'colorize', 'denoise', 'jpeg'];
    expect(operator.filter((name) => order.includes(name))).toEqual(order);
    expect(operator.at(-1)).toBe('jpeg');
    expect(fields).toMatchObject({ noise: 10, scale: 2, blur: 3 });
  });

  test('of the mean asks for one call and one candidate', () => {
    const mean = { ...NO_REPAIRS.advanced, detail: 0, samples: 3 };
    const repairs = { ...tick(NO_REPAIRS, 'scratches', true), advanced: mean };
    expect(recipeOf(repairs)).toMatchObject({ detail: 0, samples: 1 });
    expect(repairsOf(recipeOf(repairs), NO_REPAIRS).advanced.detail).toBe(0);
  });

  test('of the mean has no numbers to set, because candidates, steps and seed need detail', () => {
    const { advanced } = NO_REPAIRS;
    expect(numbersOf(NO_REPAIRS)).toEqual(['samples', 'steps', 'seed']);
    expect(numbersOf({ ...NO_REPAIRS, advanced: { ...advanced, detail: 0 } })).toEqual([]);
    // Colour begins at the mean.
    expect(numbersOf(tick(NO_REPAIRS, 'colour', true))).toEqual([]);
  });

  test('has the usual detail of the ticked repairs, unless another was chosen', () => {
    expect(recipeOf(tick(NO_REPAIRS, 'scratches', true)).detail).toBe(0.7);
    const loud = { ...NO_REPAIRS, noise: { on: true, levels: 51 } };
    expect(recipeOf(loud).detail).toBe(0.3);
    const chosen = { ...loud, advanced: { ...NO_REPAIRS.advanced, detail: 1 } };
    expect(recipeOf(chosen).detail).toBe(1);
    expect(repairsOf(recipeOf(loud), NO_REPAIRS).advanced.detail).toBeNull();
    expect(repairsOf(recipeOf(chosen), NO_REPAIRS).advanced.detail).toBe(1);
  });

  test.each(TONE_CHOICES)('of tone %s survives the conversion to repairs and back', (tone) => {
    const recipe = recipeSchema.parse({ operator: ['inpaint', 'denoise'], noise: 10, tone, seed: 3 });
    const repairs = repairsOf(recipe, NO_REPAIRS);
    expect(repairs.advanced.tone).toBe(tone);
    expect(readRepairs(JSON.parse(JSON.stringify(repairs)))).toEqual(repairs);
    const { tone: again = 'auto', ...others } = recipeOf(repairs);
    const { tone: _, ...before } = recipe;
    expect(again).toBe(tone);
    expect(others).toEqual(before);
  });

  test('has no tone if it is automatic, so that earlier results stay the same', () => {
    expect(recipeOf(tick(NO_REPAIRS, 'scratches', true))).not.toHaveProperty('tone');
    const { tone: _, ...advanced } = NO_REPAIRS.advanced;
    expect(readRepairs({ ...NO_REPAIRS, advanced }).advanced.tone).toBe('auto');
  });

  test('that adds colours keeps no tone, but the choice stays for other repairs', () => {
    const single = { ...NO_REPAIRS, advanced: { ...NO_REPAIRS.advanced, tone: 'single' as const } };
    const colour = recipeOf(tick(single, 'colour', true));
    expect(colour).not.toHaveProperty('tone');
    expect(repairsOf(colour, single).advanced.tone).toBe('single');
    expect(repairsOf(recipeOf(tick(NO_REPAIRS, 'noise', true)), single).advanced.tone).toBe('auto');
  });

  test('has no noise unless noise is repaired, so that measured pixels stay', () => {
    expect(recipeOf(tick(NO_REPAIRS, 'scratches', true))).toMatchObject({ operator: ['inpaint'], noise: 0 });
  });

  test('of JPEG leaves the tables to the file', () => {
    const recipe = recipeOf(tick(NO_REPAIRS, 'jpeg', true));
    expect(recipe.operator).toEqual(['jpeg']);
    expect(recipe.quality).toBeUndefined();
  });

  test("blurs in the photo’s own pixels if the enlarged width exceeds the recipe's limit", () => {
    const wide = tick(blurred({ deviation: 8 }), 'enlarge', true);
    expect(recipeOf({ ...wide, enlarge: { on: true, factor: 4 } })).toMatchObject({
      operator: ['upscale', 'deblur-gaussian'],
      blur: 8,
    });
  });

  test('scales the length of a motion with the enlargement and keeps its angle', () => {
    const moved = tick(blurred({ kind: 'motion', length: 12, angle: -30 }), 'enlarge', true);
    expect(recipeOf(moved)).toMatchObject({ operator: ['deblur-motion', 'upscale'], length: 24, angle: -30 });
  });

  test('with a picture of the blur gives no width', () => {
    expect(recipeOf(blurred({ kind: 'picture' })).blur).toBeUndefined();
  });

  test('is converted back to its repairs', () => {
    const repairs = tick(tick(blurred({ deviation: 2.5 }), 'enlarge', true), 'noise', true);
    expect(repairsOf(recipeOf(repairs), NO_REPAIRS)).toEqual(repairs);
  });
});

describe('restoring', () => {
  test('needs a repair', () => expect(obstacleOf(NO_REPAIRS, fine)).toBe('obstacle.nothing'));

  test('of scratches needs marks', () => {
    const scratches = tick(NO_REPAIRS, 'scratches', true);
    expect(obstacleOf(scratches, { ...fine, marked: false })).toBe('obstacle.maskEmpty');
    expect(obstacleOf(scratches, fine)).toBeNull();
  });

  test('of JPEG needs its tables, and can be combined with other repairs', () => {
    const jpeg = tick(NO_REPAIRS, 'jpeg', true);
    expect(obstacleOf(jpeg, { ...fine, jpegTables: false })).toBe('obstacle.jpegTables');
    const both = tick(jpeg, 'scratches', true);
    expect([both.jpeg.on, both.scratches.on]).toEqual([true, true]);
    expect(obstacleOf(both, fine)).toBeNull();
    expect(obstacleOf(both, { ...fine, marked: false })).toBe('obstacle.maskEmpty');
  });

  test('by a picture of the blur needs that picture', () => {
    expect(obstacleOf(blurred({ kind: 'picture' }), { ...fine, blurPicture: false })).toBe(
      'obstacle.blurPicture',
    );
  });
});

describe('a preview', () => {
  const unmarked = { ...fine, marked: false };
  const scratches = tick(NO_REPAIRS, 'scratches', true);

  test('needs no marks if another repair is ticked, unlike a restoration', () => {
    const both = tick(scratches, 'noise', true);
    expect(previewObstacleOf(both, unmarked)).toBeNull();
    expect(obstacleOf(both, unmarked)).toBe('obstacle.maskEmpty');
  });

  test('of scratches alone needs marks', () => {
    expect(previewObstacleOf(scratches, unmarked)).toBe('obstacle.maskEmpty');
    expect(previewObstacleOf(scratches, fine)).toBeNull();
  });

  test('needs everything else that the other repairs need', () => {
    const jpeg = tick(scratches, 'jpeg', true);
    expect(previewObstacleOf(jpeg, { ...unmarked, jpegTables: false })).toBe('obstacle.jpegTables');
    expect(previewObstacleOf(NO_REPAIRS, unmarked)).toBe('obstacle.nothing');
  });
});

describe('ticking', () => {
  test('keeps values while it is off', () => {
    const off = tick({ ...NO_REPAIRS, noise: { on: true, levels: 33 } }, 'noise', false);
    expect(tick(off, 'noise', true).noise).toEqual({ on: true, levels: 33 });
  });

  const suggestions = {
    noise: 20.3,
    grain: 0,
    noiseByBrightness: [null, null, null],
    jpegQuality: null,
    blur: 0.68,
    streak: null,
    colourless: false,
    scratches: 0,
    black: null,
    white: null,
    edges: 0,
  };

  test('begins with the suggested value, as its offer does', () => {
    const [noise, blur] = offersOf(suggestions, true);
    expect(tickSuggested(NO_REPAIRS, 'noise', true, suggestions)).toEqual(noise?.take(NO_REPAIRS));
    expect(tickSuggested(NO_REPAIRS, 'blur', true, suggestions).blur).toEqual(blur?.take(NO_REPAIRS).blur);
    expect(tickSuggested(NO_REPAIRS, 'blur', true, suggestions)).toMatchObject({
      noise: { on: false },
      blur: { kind: 'soft', deviation: 0.7 },
    });
  });

  test('begins with the least value of the slider if less was suggested', () => {
    const faint = { ...suggestions, noise: 0.2, blur: 0.1 };
    expect(tickSuggested(NO_REPAIRS, 'noise', true, faint).noise.levels).toBe(1);
    expect(tickSuggested(NO_REPAIRS, 'blur', true, faint).blur.deviation).toBe(0.3);
  });

  test('keeps all values of a repair once one of them was chosen', () => {
    const chosen = { ...NO_REPAIRS, noise: { on: false, levels: 33 } };
    expect(tickSuggested(chosen, 'noise', true, suggestions).noise.levels).toBe(33);
    const moved = { ...NO_REPAIRS, blur: { ...NO_REPAIRS.blur, kind: 'motion' as const, deviation: 4 } };
    expect(tickSuggested(moved, 'blur', true, suggestions).blur).toMatchObject({
      kind: 'motion',
      deviation: 4,
    });
    const turned = { ...NO_REPAIRS, blur: { ...NO_REPAIRS.blur, angle: 30 } };
    const streaked = { ...suggestions, blur: null, streak: { length: 9, angle: -20 } };
    for (const found of [suggestions, streaked])
      expect(tickSuggested(turned, 'blur', true, found).blur).toEqual({ ...turned.blur, on: true });
  });

  test('has the usual values if nothing was suggested yet', () => {
    const sharp = { ...suggestions, blur: null };
    expect(tickSuggested(NO_REPAIRS, 'blur', true, sharp)).toEqual(tick(NO_REPAIRS, 'blur', true));
    expect(tickSuggested(NO_REPAIRS, 'noise', true, null)).toEqual(tick(NO_REPAIRS, 'noise', true));
  });
});

describe('what a photo shows', () => {
  const clean = {
    noise: 0.8,
    grain: 0,
    noiseByBrightness: [null, null, null],
    jpegQuality: 95,
    blur: null,
    streak: null,
    colourless: false,
    scratches: 0,
    black: null,
    white: null,
    edges: 0,
  };

  test('is not offered if nobody would see a difference', () => {
    expect(offersOf(clean, true)).toEqual([]);
  });

  test('is offered with rounded values, and JPEG only if its tables can be read', () => {
    const worn = {
      noise: 7.4,
      grain: 0,
      noiseByBrightness: [null, null, null],
      jpegQuality: 40,
      blur: 1.26,
      streak: null,
      colourless: true,
      scratches: 0.01,
      black: null,
      white: null,
      edges: 0,
    };
    expect(offersOf(worn, true).map(({ repair }) => repair)).toEqual([
      'scratches',
      'noise',
      'blur',
      'jpeg',
      'colour',
    ]);
    expect(offersOf(worn, false).map(({ repair }) => repair)).not.toContain('jpeg');
    expect(offersOf(worn, true).map(({ words }) => words)).toEqual([
      { key: 'suggest.scratches' },
      { key: 'suggest.noise', values: { levels: 7 } },
      { key: 'suggest.blurUnderNoise', values: { pixels: 1.3, levels: 7 } },
      { key: 'suggest.jpeg', values: { quality: 40 } },
      { key: 'suggest.colour' },
    ]);
  });

  test('of scratches is not made if speckles of noise look like dust', () => {
    expect(offersOf({ ...clean, noise: 25, scratches: 0.01 }, true).map(({ repair }) => repair)).toEqual([
      'noise',
    ]);
  });

  test('sets the repair’s value when it is accepted', () => {
    const [white] = offersOf({ ...clean, noise: 7.4 }, true);
    // The grain that was chosen before isn't this photo's.
    const before = { ...NO_REPAIRS, noise: { on: false, levels: 33, grain: 2 } };
    expect(white?.take(before).noise).toEqual({ on: true, levels: 7 });
    const [grainy] = offersOf({ ...clean, noise: 15.2, grain: 1.46 }, true);
    expect(grainy?.words.key).toBe('suggest.grain');
    expect(recipeOf(grainy?.take(NO_REPAIRS) ?? NO_REPAIRS)).toMatchObject({
      operator: ['denoise'],
      noise: 15,
      grain: 1.5,
    });
  });

  test('has the noise beside the blur, if there is any', () => {
    const [, blur] = offersOf({ ...clean, noise: 15.2, grain: 1.46, blur: 1.3 }, false);
    if (blur?.repair !== 'blur') throw new Error('the second offer is the blur');
    const taken = recipeOf(blur.take(NO_REPAIRS));
    expect(taken).toMatchObject({
      operator: ['deblur-gaussian', 'denoise'],
      blur: 1.3,
      noise: 15,
      grain: 1.5,
    });
    const chosen = { ...NO_REPAIRS, noise: { on: true, levels: 33 } };
    expect(recipeOf(blur.take(chosen))).toMatchObject({ blur: 1.3, noise: 33 });
    const [alone, ...others] = offersOf({ ...clean, blur: 1.3 }, false);
    expect(others).toEqual([]);
    expect(recipeOf(alone?.take(NO_REPAIRS) ?? NO_REPAIRS)).toMatchObject({
      operator: ['deblur-gaussian'],
      blur: 1.3,
    });
  });

  test('of blur in a JPEG file takes its rounding and a little noise with it', () => {
    const streak = { length: 8.7, angle: -32.4 };
    for (const found of [{ blur: 1.3 }, { blur: null, streak }]) {
      const [offer] = offersOf({ ...clean, ...found }, true);
      const taken = recipeOf(offer?.take(NO_REPAIRS) ?? NO_REPAIRS);
      expect(taken.operator.slice(1)).toEqual(['denoise', 'jpeg']);
      expect(taken.noise).toBe(1);
      const chosen = { ...NO_REPAIRS, noise: { on: true, levels: 33 } };
      expect(offer?.take(chosen).noise).toEqual({ on: true, levels: 33 });
    }
  });

  test('is motion where the softness is a streak, with its length and angle and never as a Gaussian', () => {
    const moved = { ...clean, blur: null, streak: { length: 8.7, angle: -32.4 } };
    const [offer] = offersOf(moved, false);
    expect(offer?.words).toEqual({ key: 'suggest.motion', values: { pixels: 9 } });
    expect(offer?.take(NO_REPAIRS).blur).toMatchObject({ on: true, kind: 'motion', length: 9, angle: -32 });
    const taken = recipeOf(offer?.take(NO_REPAIRS) ?? NO_REPAIRS);
    expect(taken).toMatchObject({ operator: ['deblur-motion'], length: 9, angle: -32 });
    expect(taken).not.toHaveProperty('blur');
    const [, noisy] = offersOf({ ...moved, noise: 7.4 }, false);
    expect(noisy?.words).toEqual({ key: 'suggest.motionUnderNoise', values: { pixels: 9, levels: 7 } });
    expect(recipeOf(noisy?.take(NO_REPAIRS) ?? NO_REPAIRS).operator).toEqual(['deblur-motion', 'denoise']);
  });

  test('of a streak is the first kind of blur when it is ticked, unless another was chosen', () => {
    const moved = { ...clean, streak: { length: 8.7, angle: -89.8 } };
    expect(tickSuggested(NO_REPAIRS, 'blur', true, moved).blur).toMatchObject({
      kind: 'motion',
      length: 9,
      angle: 90,
    });
    const chosen = { ...NO_REPAIRS, blur: { ...NO_REPAIRS.blur, deviation: 3 } };
    expect(tickSuggested(chosen, 'blur', true, moved).blur).toMatchObject({ kind: 'soft', deviation: 3 });
  });

  test('is kept by a recipe and comes back from it', () => {
    const grainy = { ...NO_REPAIRS, noise: { on: true, levels: 15, grain: 1.5 } };
    expect(repairsOf(recipeOf(grainy), NO_REPAIRS)).toEqual(grainy);
  });
});

describe('the levels of a faded photo', () => {
  const faded = {
    noise: 0,
    grain: 0,
    noiseByBrightness: [null, null, null],
    jpegQuality: null,
    blur: null,
    streak: null,
    colourless: false,
    scratches: 0,
    black: [52, 60, 44] satisfies [number, number, number],
    white: [210, 200, 184] satisfies [number, number, number],
    edges: 30,
  };

  test('are offered with the contrast that is left, and are the suggested ones', () => {
    const [offer] = offersOf(faded, true);
    expect(offer).toMatchObject({ repair: 'fading', words: { values: { percent: 57 } } });
    const recipe = recipeOf(offer.take(NO_REPAIRS));
    expect(recipe).toMatchObject({
      operator: ['fade'],
      black: [52, 60, 44],
      white: [210, 200, 184],
      edges: 30,
    });
    expect(recipeOf(repairsOf(recipe, NO_REPAIRS))).toEqual(recipe);
  });

  test('keep as much of the cast as was chosen', () => {
    const { fading } = tickSuggested(NO_REPAIRS, 'fading', true, faded);
    const half = { ...NO_REPAIRS, fading: { ...fading, cast: 0.5 } };
    expect(recipeOf(half)).toMatchObject({ black: [52, 56, 48], white: [204, 199, 191] });
    const none = { ...NO_REPAIRS, fading: { ...fading, cast: 0 } };
    expect(recipeOf(none)).toMatchObject({ black: [52, 52, 52], white: [198, 198, 198] });
  });

  test('stay apart however the sliders stand', () => {
    const fading = { ...NO_REPAIRS.fading, on: true, black: 160, white: 96 };
    const { black, white } = recipeSchema.parse(recipeOf({ ...NO_REPAIRS, fading }));
    for (const c of [0, 1, 2]) expect((white?.[c] ?? 0) - (black?.[c] ?? 0)).toBeGreaterThanOrEqual(16);
  });

  test('are not offered in a photo that isn’t faded', () => {
    const fresh = { ...faded, black: null, white: null, edges: 0 };
    expect(offersOf(fresh, true)).toEqual([]);
    const recipe = recipeOf(tickSuggested(NO_REPAIRS, 'fading', true, fresh));
    expect(recipe).toMatchObject({ black: [0, 0, 0], white: [255, 255, 255] });
  });
});

test('invalid repairs of a project are read as no repairs', () => {
  expect(readRepairs({ noise: 'loud' })).toBe(NO_REPAIRS);
  expect(readRepairs(JSON.parse(JSON.stringify(NO_REPAIRS)))).toEqual(NO_REPAIRS);
});

test('presets from before detail existed still mean the mean or the full sample', () => {
  const path = new URL('../../fixtures/before-detail/words.json', import.meta.url);
  const { presets } = z
    .object({ presets: z.array(z.unknown()) })
    .parse(JSON.parse(readFileSync(path, 'utf8')));
  const [smooth, detailed] = presets.map(readRepairs);
  expect(smooth).toMatchObject({ scratches: { on: true }, advanced: { detail: 0, steps: 8, tone: 'auto' } });
  expect(detailed).toMatchObject({ colour: { on: true }, advanced: { detail: 1, steps: 8 } });
  expect(recipeOf(detailed).detail).toBe(1);
  // The very first presets don't have this field.
  const { detail: _, ...advanced } = NO_REPAIRS.advanced;
  expect(readRepairs({ ...NO_REPAIRS, advanced }).advanced.detail).toBe(1);
});

describe('repairs stored when there were seven operators', () => {
  // Written by that version: presets, and the recipes that it made of them.
  const path = new URL('../../fixtures/before-catalogue/words.json', import.meta.url);
  const { presets, meant } = z
    .object({
      presets: z.array(z.object({ repairs: z.looseObject({}) })),
      meant: z.array(z.looseObject({ detail: z.unknown() })),
    })
    .parse(JSON.parse(readFileSync(path, 'utf8')));

  // The default detail may change with every network.
  test('are unchanged, and mean the same recipes', () => {
    for (const { repairs } of presets) expect(readRepairs(repairs)).toMatchObject(repairs);
    const recipes = presets.map(({ repairs }) => recipeOf(readRepairs(repairs)));
    expect(recipes.map((recipe, i) => ({ ...recipe, detail: meant[i]?.detail }))).toEqual(meant);
  });

  test.each(REPAIR_NAMES)("keep all others if %s is a repair that they don't know", (name) => {
    for (const { repairs } of presets) {
      const { [name]: _, ...known } = repairs;
      expect(readRepairs(known)).toEqual({ ...readRepairs(repairs), [name]: NO_REPAIRS[name] });
    }
  });
});

describe('a stored repair of an earlier version', () => {
  const state = z.record(z.string(), z.unknown());
  const jsonSchema = z.object({
    properties: z.record(z.string(), z.object({ enum: z.array(z.unknown()).default([]) })),
  });
  const VALUES = [true, 100, 3, 1, 0.5, [4, 5, 6]];
  const schemas: readonly (readonly [string, z.ZodType])[] = [
    ...REPAIR_NAMES.map((name) => [name, REPAIRS[name].schema] as const),
    ['advanced', advancedSchema],
  ];
  /** Every field of every repair, its default, and another value that it may have. */
  const fields = schemas.flatMap(([repair, schema]) =>
    Object.entries(jsonSchema.parse(z.toJSONSchema(schema, { io: 'input' })).properties)
      // It stands for a detail, which has tests of its own.
      .filter(([field]) => field !== 'smooth')
      .map(([field, { enum: words }]) => {
        const usual = state.parse(schema.parse({}))[field];
        const other = [...VALUES, ...words].find(
          (value) => schema.safeParse({ [field]: value }).success && !isDeepStrictEqual(value, usual),
        );
        return { repair, field, usual, other };
      }),
  );
  /** All repairs without a field that has its default. */
  const full = Object.fromEntries(
    schemas.map(([name]) => {
      const own = fields.filter(({ repair }) => repair === name);
      return [name, Object.fromEntries(own.map(({ field, other }) => [field, other]))];
    }),
  );

  test('has every value that it was stored with', () => {
    for (const { other } of fields) expect(other).toBeDefined();
    expect(readRepairs(full)).toEqual(full);
  });

  test.each(fields.map(({ repair, field, usual }) => [`${repair}.${field}`, repair, field, usual] as const))(
    'may lack %s, which gets its default, and keeps all else',
    (_, repair, field, usual) => {
      const { [field]: __, ...rest } = full[repair] ?? {};
      expect(readRepairs({ ...full, [repair]: rest })).toEqual({
        ...full,
        [repair]: { ...rest, [field]: usual },
      });
    },
  );
});

test('nothing is ticked at first, and the values suit most photos', () => {
  expect(REPAIR_NAMES.filter((name) => NO_REPAIRS[name].on)).toEqual([]);
  expect(NO_REPAIRS).toMatchObject({
    scratches: { on: false },
    noise: { on: false, levels: 10 },
    blur: { on: false, kind: 'soft', deviation: 1.5, length: 11, angle: 0 },
    enlarge: { on: false, factor: 2 },
    colour: { on: false },
    jpeg: { on: false },
    advanced: { detail: null, steps: 8, seed: 0, samples: 1, provider: 'auto', tone: 'auto' },
  });
  const order = ['scratches', 'noise', 'blur', 'jpeg', 'colour', 'enlarge'];
  expect(REPAIR_NAMES.filter((name) => order.includes(name))).toEqual(order);
});

test('a streak has a length and an angle but no direction', () => {
  expect(drawnStreak({ from: { x: 0, y: 0 }, to: { x: 10, y: 10 } })).toEqual({ length: 14, angle: 45 });
  expect(drawnStreak({ from: { x: 10, y: 10 }, to: { x: 0, y: 0 } })).toEqual({ length: 14, angle: 45 });
  expect(drawnStreak({ from: { x: 0, y: 0 }, to: { x: 0, y: 900 } })).toEqual({ length: 60, angle: 90 });
});

test('another candidate takes a number that no result has', () => {
  expect(nextSeed(NO_REPAIRS, [])).toBe(1);
  expect(nextSeed(NO_REPAIRS, [0, 7, 3])).toBe(8);
});

test('noise has a word', () => {
  expect([2, 7, 20, 40].map(noiseWord)).toEqual([
    'noise.faint',
    'noise.visible',
    'noise.strong',
    'noise.veryStrong',
  ]);
});
