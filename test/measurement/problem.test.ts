import { beforeAll, describe, expect, it } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { type Recipe, recipeSchema } from '../../src-main/contract/recipe';
import { z } from '../../src-main/contract/schema';
import { describeProblem, type ProblemInputs } from '../../src-main/measurement/problem';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { restAtEdges } from '../../src-main/operators/fade/edges';
import type { Fft2Factory } from '../../src-main/operators/fourier/fft2';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { jpeg as jpegModel } from '../../src-main/operators/jpeg/model';
import { ORDINARY } from '../../src-main/operators/kernels/workspace';
import { type ForwardModel, sizeOf } from '../../src-main/operators/model/forward-model';
import { LUMA_NORM2 } from '../../src-main/operators/model/luma';
import { planRegions } from '../../src-main/regions/regions';

let fft: Fft2Factory;
beforeAll(async () => {
  fft = await loadPffft();
});

const recipe = (words: object): Recipe => recipeSchema.parse(words);
const problem = (words: object, more: Partial<ProblemInputs> = {}) =>
  describeProblem({ recipe: recipe(words), tone: { kind: 'free' }, fft, ...more });

/** A whole picture of one row. */
const row = (width: number) => ({
  extent: { width, height: 1 },
  place: { x: 0, y: 0, pictureWidth: width, pictureHeight: 1 },
  workspace: ORDINARY,
});

describe('a recipe becomes a problem', () => {
  it.each([
    [{ operator: 'denoise', noise: 25 }, 'denoise', 25 / 127.5],
    [{ operator: 'denoise' }, 'denoise', 0.01],
    [{ operator: 'upscale', scale: 2 }, 'upscale', 0.01],
    [{ operator: 'colorize' }, 'colorize', 0.01],
    [{ operator: 'deblur-gaussian', blur: 1 }, 'deblur', 0.01],
    [{ operator: ['deblur-gaussian', 'upscale'], blur: 1, scale: 2 }, 'composite', 0.01],
  ])('%j is the model %s with noise level %d', (words, name, sigmaY) => {
    const model = problem(words).build({ x: 0, y: 0, width: 64, height: 64 }, undefined);
    expect(model.name).toBe(name);
    expect(model.sigmaY).toBeCloseTo(sigmaY, 12);
  });

  it.each(['repaint', 'constructor'])('refuses the unknown operator %s instead of denoising', (name) => {
    // As in a later version's recipe, which this schema rejects.
    const later = z.custom<Recipe>().parse({ ...recipe({ operator: 'denoise' }), operator: [name] });
    const describe = () => describeProblem({ recipe: later, tone: { kind: 'free' }, fft });
    expect(describe).toThrow(PlainError);
    expect(describe).toThrow(/operator must be one of denoise, inpaint/);
  });

  it('treats grain as coloured noise if the network was trained on it, alone and under a blur', () => {
    const area = { x: 0, y: 0, width: 64, height: 64 };
    for (const words of [{ operator: 'denoise' }, { operator: ['deblur-gaussian', 'denoise'], blur: 1 }]) {
      const model = problem({ ...words, noise: 15, grain: 1.5 }, { coloursNoise: true }).build(
        area,
        undefined,
      );
      expect(model).toMatchObject({ whiteNoise: false, sigmaY: 15 / 127.5 });
      const white = new Float32Array(sizeOf(model.range));
      fillNormal(
        white,
        { ...model.range, x: 0, y: 0 },
        { seed: 1, stream: STREAM.measurementNoise, sample: 0 },
      );
      model.colour?.(white);
      let [own, beside] = [0, 0];
      for (let i = 1; i < white.length; i++) {
        own += white[i] ** 2;
        beside += white[i] * white[i - 1];
      }
      expect(own / white.length).toBeCloseTo(1, 1);
      // Neighbours agree by exp(-1 / (4 std^2)), but for a hundredth that is white.
      expect(beside / own).toBeCloseTo(0.99 * Math.exp(-1 / 9), 1);
    }
  });

  it('treats grain as stronger white noise if the network was not trained on it, or without a closed form', () => {
    const area = { x: 0, y: 0, width: 64, height: 64 };
    const grainy = { operator: 'denoise', noise: 10, grain: 1.5 };
    expect(problem(grainy).build(area, undefined)).toMatchObject({ whiteNoise: true, sigmaY: 15 / 127.5 });
    const small = { ...grainy, operator: ['upscale', 'denoise'], scale: 2 };
    expect(problem(small, { coloursNoise: true }).build(area, undefined).sigmaY).toBeCloseTo(15 / 127.5, 12);
    expect(problem({ ...grainy, grain: 0 }).build(area, undefined).sigmaY).toBeCloseTo(10 / 127.5, 12);
  });

  it('keeps undamaged pixels if the recipe only inpaints, not if it restores the whole photo', () => {
    expect(problem({ operator: 'inpaint' }).keepsUndamaged).toBe(true);
    expect(problem({ operator: ['inpaint', 'denoise'], noise: 10 }).keepsUndamaged).toBe(false);
    expect(problem({ operator: ['colorize', 'inpaint'] }).keepsUndamaged).toBe(false);
  });

  it('counts the noise of a grey photo 1/|w| times, because its three planes share it', () => {
    const area = { x: 0, y: 0, width: 16, height: 16 };
    const coloured = problem({ operator: 'denoise', noise: 10 }).build(area, undefined);
    const grey = problem({ operator: 'denoise', noise: 10 }, { tone: { kind: 'grey' } }).build(
      area,
      undefined,
    );
    expect(grey.sigmaY / coloured.sigmaY).toBeCloseTo(1 / Math.sqrt(LUMA_NORM2), 6);
    expect(problem({ operator: 'denoise' }, { tone: { kind: 'grey' } }).tone.kind).toBe('grey');
    expect(problem({ operator: 'colorize' }, { tone: { kind: 'grey' } }).tone.kind).toBe('free');
  });

  it('measures nothing under the damage', () => {
    const { measure } = problem({ operator: 'inpaint' });
    const y = measure({ planes: Float32Array.of(1, 2, 3, 4, 5, 6), measured: Uint8Array.of(1, 0) }, row(2));
    expect([...y]).toEqual([1, 0, 3, 0, 5, 0]);
  });

  it('puts a noiseless luminance back under invented colours, but not a noisy one', () => {
    const y = Float32Array.of(0.3, -0.2);
    const answer = () => Float32Array.of(0.1, 0.1, 0.2, 0.2, 0.3, 0.3);
    const kept = answer();
    problem({ operator: 'colorize' }).finish(kept, y, undefined, row(2));
    const luminance = (i: number) => 0.299 * kept[i] + 0.587 * kept[i + 2] + 0.114 * kept[i + 4];
    expect(luminance(0)).toBeCloseTo(0.3, 6);
    expect(luminance(1)).toBeCloseTo(-0.2, 6);
    const left = answer();
    problem({ operator: 'colorize', noise: 5 }).finish(left, y, undefined, row(2));
    expect(left).toEqual(answer());
  });

  describe('of a faded photo', () => {
    const levels = { black: [40, 30, 20], white: [200, 180, 120] };
    // Original black, middle and white in each channel, as they look now.
    const planes = Float32Array.of(40, 120, 200, 30, 105, 180, 20, 70, 120).map((v) => v / 127.5 - 1);
    const original = [-1, 0, 1, -1, 0, 1, -1, 0, 1];

    it('gets its levels back exactly without noise, except for missing pixels', () => {
      for (const measured of [undefined, Uint8Array.of(1, 0, 1)]) {
        const operator = measured ? ['fade', 'inpaint'] : ['fade'];
        const { measure, finish } = problem({ operator, ...levels });
        const y = measure({ planes: planes.slice(), measured }, row(3));
        const answer = new Float32Array(9).fill(0.25);
        finish(answer, y, measured, row(3));
        for (const [i, value] of original.entries())
          expect(answer[i]).toBeCloseTo(measured?.[i % 3] === 0 ? 0.25 : value, 6);
      }
    });

    it('has the pivot of noise that grew with the levels', () => {
      const { measure, build } = problem({ operator: ['fade', 'denoise'], ...levels, noise: 10 });
      const model = build({ x: 0, y: 0, width: 3, height: 1 }, undefined);
      const out = new Float32Array(9);
      model.observe(measure({ planes: planes.slice(), measured: undefined }, row(3))).pivot(out, 0.5, out);
      for (const [i, value] of original.entries()) {
        const noise = 10 / 127.5 / ([160, 150, 100][Math.floor(i / 3)] / 255);
        expect(out[i]).toBeCloseTo((value * 0.25) / (0.25 + noise ** 2), 6);
      }
    });

    it('gets back exactly the contrast lost at its borders, and white stays that of the paper', () => {
      const place = { x: 0, y: 0, pictureWidth: 40, pictureHeight: 40 };
      const part = { extent: { width: 40, height: 40 }, place, workspace: ORDINARY };
      const even = { black: [40, 40, 40], white: [200, 200, 200] };
      const { measure, finish } = problem({ operator: 'fade', ...even, edges: 50 });
      const faded = (level: number, left: number) => 200 - left * (200 - (40 + (level / 255) * 160));
      for (const level of [0, 90, 255]) {
        const rest = restAtEdges(0.5, place, part.extent);
        expect(rest[20 * 40 + 20]).toBe(1);
        expect(rest[0]).toBeCloseTo(0.5, 1);
        const photo = Float32Array.from({ length: 4800 }, (_, i) => faded(level, rest[i % 1600]) / 127.5 - 1);
        const answer = new Float32Array(4800);
        finish(answer, measure({ planes: photo, measured: undefined }, part), undefined, part);
        for (const value of answer) expect(value).toBeCloseTo(level / 127.5 - 1, 5);
      }
    });

    it('has more noise at the borders that have faded more, wherever its region begins', () => {
      const { build } = problem({
        operator: ['fade', 'denoise'],
        black: [0, 0, 0],
        white: [255, 255, 255],
        edges: 60,
        noise: 10,
      });
      const at = (x: number, y: number) =>
        build({ x, y, width: 16, height: 16 }, undefined, ORDINARY, {
          x,
          y,
          pictureWidth: 160,
          pictureHeight: 160,
        });
      const lumaOf = (model: ForwardModel, pixel: number) => {
        const { luma } = model.std(0.3);
        return typeof luma === 'number' ? luma : luma[pixel];
      };
      const observed = (noise: number) => (0.3 * noise) / Math.hypot(0.3, noise);
      expect(lumaOf(at(80, 80), 0)).toBeCloseTo(observed(10 / 127.5), 6);
      expect(lumaOf(at(0, 0), 0)).toBeCloseTo(observed(10 / 127.5 / 0.4), 2);
      expect(at(0, 0).geometry(1)).toEqual(at(80, 80).geometry(1));
      expect(lumaOf(at(0, 80), 3)).toBeCloseTo(lumaOf(at(-3, 80), 6), 7);
    });

    it('that hardly was blurred too has the std and the noise level of one that was not', () => {
      const words = { black: [64, 50, 64], white: [191, 191, 180], edges: 80, noise: 10, blur: 0.2 };
      const places = [0, 40, 80, 150].map((x) => ({ x, y: 60, pictureWidth: 320, pictureHeight: 200 }));
      const [alone, blurred] = [['fade'], ['deblur-gaussian', 'fade']].map((operator) => {
        const { build } = problem({ operator, ...words });
        return places.map((place) => {
          const model = build({ x: place.x, y: place.y, width: 32, height: 32 }, undefined, ORDINARY, place);
          return { told: model.geometry(1)[1], std: model.std(0.3) };
        });
      });
      const mean = (std: number | ArrayLike<number>) =>
        typeof std === 'number' ? std : Array.from(std).reduce((sum, value) => sum + value, 0) / std.length;
      for (const [i, { told, std }] of alone.entries()) {
        expect(blurred[i].told).toBeCloseTo(told, 6);
        expect(mean(blurred[i].std.luma) / mean(std.luma)).toBeCloseTo(1, 1);
        expect(mean(blurred[i].std.chroma) / mean(std.chroma)).toBeCloseTo(1, 1);
      }
      expect(mean(alone[0].std.luma)).toBeGreaterThan(1.5 * mean(alone[3].std.luma));
    });

    it('is the same for any order of its operators, also with other damage', () => {
      const more = { ...levels, blur: 1, noise: 5 };
      for (const operator of [
        ['fade', 'colorize'],
        ['deblur-gaussian', 'fade'],
      ]) {
        const area = { x: 0, y: 0, width: 32, height: 32 };
        const y = Float32Array.from({ length: 3072 }, (_, i) => 0.3 * Math.sin(i));
        const [one, other] = [operator, operator.toReversed()].map((order) => {
          const { measure, build } = problem({ operator: order, ...more });
          const model = build(area, undefined);
          const x = Float32Array.from({ length: 3072 }, (_, i) => Math.cos(i * i));
          const out = new Float32Array(sizeOf(model.range));
          model.forward(x, out);
          return { out, y: measure({ planes: y.slice(), measured: undefined }, row(1024)) };
        });
        expect(other.y).toEqual(one.y);
        for (const [i, value] of one.out.entries()) expect(other.out[i]).toBeCloseTo(value, 5);
      }
    });

    it('is refused where white is hardly brighter than black', () => {
      const near = { black: [100, 0, 0], white: [110, 255, 255] };
      expect(() => problem({ operator: 'fade', ...near })).toThrow(/at least 16 levels brighter/);
    });
  });

  it('aligns regions to the blocks of a JPEG whose grid begins before the upright origin', () => {
    const jpeg = { tables: standardTables(50, '4:2:0'), offset: { x: 5, y: 0 } };
    const { rules } = problem({ operator: 'jpeg' }, { jpeg });
    const [region] = planRegions(100, 60, rules);
    expect(region.area).toEqual({ x: -5, y: 0, width: 112, height: 64 });
    const enlarged = problem({ operator: ['upscale', 'jpeg'], scale: 3 }, { jpeg });
    const [large] = planRegions(300, 180, enlarged.rules);
    expect(large.area).toEqual({ x: -15, y: 0, width: 336, height: 192 });
  });

  it.each([
    [{ operator: ['inpaint', 'jpeg'] }, 'jpeg', [3, 1]],
    [{ operator: ['jpeg', 'colorize'] }, 'jpeg', [1, 1]],
    [{ operator: ['upscale', 'inpaint', 'jpeg'], scale: 2 }, 'jpeg', [3, 2]],
    [{ operator: ['upscale', 'colorize', 'jpeg'], scale: 2 }, 'jpeg', [1, 2]],
    [{ operator: ['deblur-gaussian', 'jpeg'], blur: 1 }, 'composite', [3, 1]],
    [
      { operator: ['deblur-motion', 'upscale', 'inpaint', 'colorize', 'jpeg'], length: 5, scale: 2 },
      'composite',
      [1, 2],
    ],
  ] as const)('%j is one measurement: a %s of %j planes and pixels', (words, name, [planes, scale]) => {
    const jpeg = { tables: standardTables(50, '4:2:0'), offset: { x: 5, y: 0 } };
    const { build, keepsUndamaged } = problem(words, { jpeg });
    const model = build({ x: 0, y: 0, width: 64, height: 64 }, new Uint8Array((64 / scale) ** 2).fill(1));
    expect(model.name).toBe(name);
    expect(model.range).toEqual({ width: 64 / scale, height: 64 / scale, channels: planes });
    // The last call adds white noise alone; and a worn file is restored everywhere, not only under the marks.
    expect(model.whiteNoise).toBe(false);
    expect(keepsUndamaged).toBe(false);
  });

  it('starts wide holes from copies without the JPEG, if there is only damage besides a file', () => {
    const jpeg = { tables: standardTables(50, '4:2:0'), offset: { x: 5, y: 0 } };
    const copies = problem({ operator: ['inpaint', 'jpeg'] }, { jpeg }).copies?.();
    const area = { x: 0, y: 0, width: 16, height: 16 };
    expect(copies?.build(area, new Uint8Array(256).fill(1)).name).toBe('inpaint');
    expect(copies?.keepsUndamaged).toBe(true);
    expect(problem({ operator: 'inpaint' }).copies).toBeDefined();
    for (const operator of [['inpaint', 'denoise'], ['colorize', 'inpaint'], ['jpeg']])
      expect(problem({ operator }, { jpeg }).copies).toBeUndefined();
  });

  it('places the blocks of a region where those of the file are, wherever the region begins', () => {
    const tables = standardTables(30, '4:2:0');
    const words = { operator: ['inpaint', 'jpeg'] };
    const { build } = problem(words, { jpeg: { tables, offset: { x: 5, y: 3 } } });
    const measured = Uint8Array.from({ length: 256 }, (_, i) => (i % 16 === 9 ? 0 : 1));
    const y = Float32Array.from({ length: 768 }, (_, i) => Math.sin(i));
    const pivotOf = (model: ForwardModel) => {
      const out = new Float32Array(768);
      model.observe(y).pivot(new Float32Array(768), 0.2, out);
      return out;
    };
    const shape = { width: 16, height: 16, channels: 3 };
    for (const [x, at] of [
      [-5, 0],
      [3, 0],
      [6, 3],
    ] as const) {
      const region = build({ x, y: 5, width: 16, height: 16 }, measured);
      const gridOffset = { x: at, y: 0 };
      expect(pivotOf(region)).toEqual(pivotOf(jpegModel({ shape, tables, measured, gridOffset })));
    }
  });

  it('adds white noise to the rounding of a JPEG only if the recipe has noise', () => {
    const jpeg = { tables: standardTables(90, '4:2:0'), offset: { x: 0, y: 0 } };
    const levelOf = (words: object) =>
      problem(words, { jpeg }).build({ x: 0, y: 0, width: 16, height: 16 }, undefined).sigmaY;
    const alone = levelOf({ operator: 'jpeg' });
    expect(alone).toBeLessThan(0.01);
    expect(levelOf({ operator: ['denoise', 'jpeg'], noise: 10 })).toBeCloseTo(
      Math.hypot(alone, 10 / 127.5),
      12,
    );
  });

  it.each([
    [{ operator: 'upscale', scale: 3 }, 48],
    [{ operator: 'upscale', scale: 5 }, 80],
    [{ operator: 'upscale', scale: 7 }, 112],
  ])('%j gives regions whole blocks and whole network strides', (words, step) => {
    const { rules } = problem(words);
    for (const { area } of planRegions(1000, 700, rules)) expect(area.width % step).toBe(0);
  });

  it('takes at least the lowest white noise of the network beside the rounding of a blurred JPEG', () => {
    const jpeg = { tables: standardTables(95, '4:2:0'), offset: { x: 0, y: 0 } };
    const levelOf = (words: object) =>
      problem(words, { jpeg }).build({ x: 0, y: 0, width: 32, height: 16 }, undefined).sigmaY;
    const blurred = { operator: ['deblur-gaussian', 'jpeg'], blur: 1 };
    expect(levelOf(blurred)).toBeCloseTo(Math.hypot(levelOf({ operator: 'jpeg' }), 0.01), 12);
    expect(levelOf({ ...blurred, noise: 1 })).toBe(levelOf(blurred));
    expect(levelOf({ ...blurred, noise: 2 })).toBeGreaterThan(levelOf(blurred));
  });

  it('begins with nearly the same picture whether a blurred JPEG has scratches or not', () => {
    const jpeg = { tables: standardTables(90, '4:4:4'), offset: { x: 0, y: 0 } };
    const side = 64;
    const area = { x: 0, y: 0, width: side, height: side };
    const measured = Uint8Array.from({ length: side ** 2 }, (_, i) =>
      [8, 9, 10].includes((i % side) % 20) ? 0 : 1,
    );
    const y = Float32Array.from(
      { length: 3 * side ** 2 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * (i % side)) / 32),
    );
    const anchorOf = (operator: string[], mask?: Uint8Array) => {
      const model = problem({ operator, blur: 1.5 }, { jpeg }).build(area, mask);
      const out = new Float32Array(y.length);
      model.observe(y.map((value, i) => value * (mask?.[i % mask.length] ?? 1))).anchor(out);
      return out;
    };
    const whole = anchorOf(['deblur-gaussian', 'jpeg']);
    const scratched = anchorOf(['deblur-gaussian', 'inpaint', 'jpeg'], measured);
    const worst = Math.max(...scratched.map((value, i) => Math.abs(value - whole[i])));
    expect(worst).toBeLessThan(0.05);
  });

  it('extends a blurred photo to a size that the transform and the model accept', () => {
    const blurred = problem({ operator: 'deblur-motion', length: 9, angle: 20 });
    const [region] = planRegions(50, 40, blurred.rules);
    const known = { width: 50, height: 40, channels: 3 };
    const input = blurred.extend({ planes: new Float32Array(sizeOf(known)), measured: undefined }, known);
    const model = blurred.build(region.area, undefined);
    expect(input.planes.length).toBe(sizeOf(model.range));
    expect(region.area.x).toBeLessThanOrEqual(-32);
  });

  it.each([
    [{ operator: 'deblur-gaussian' }, 'needs --blur'],
    [{ operator: 'deblur-motion' }, 'needs --length'],
    [{ operator: 'jpeg' }, 'needs a JPEG file'],
    [{ operator: ['inpaint', 'jpeg'] }, 'needs a JPEG file'],
    [{ operator: ['deblur-gaussian', 'upscale'], blur: 1, scale: 7 }, 'scale of 7'],
  ])('%j is refused in a sentence: %s', (words, sentence) => {
    expect(() => problem(words)).toThrow(sentence);
    expect(() => problem(words)).toThrow(expect.objectContaining({ badRequest: true }));
  });
});
