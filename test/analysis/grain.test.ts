import { describe, expect, it } from 'vitest';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { measureNoise } from '../../src-main/analysis/measure-noise';
import { lumaOf, type Plane } from '../../src-main/analysis/plane';
import { drawing, normals, plane } from './support';

const [WIDTH, HEIGHT] = [480, 400];
const sharp = drawing(WIDTH, HEIGHT);
const COLOURS = { isSingleTone: false, isChromaReduced: false };
const GREY = { isSingleTone: true, isChromaReduced: false };

/** Noise of variance 1, white noise convolved by a Gaussian. */
function grain(std: number, seed: number): Plane {
  const normal = normals(seed);
  const white = plane(WIDTH, HEIGHT, normal);
  if (std === 0) return white;
  const coloured = blurPlane(white, std);
  const power = coloured.data.reduce((sum, value) => sum + value * value, 0) / coloured.data.length;
  return plane(WIDTH, HEIGHT, (x, y) => coloured.data[y * WIDTH + x] / Math.sqrt(power));
}

/** The picture with noise whose level may follow its brightness, in whole levels. */
function under(picture: Plane, noise: Plane, level: (value: number) => number): Plane {
  return plane(WIDTH, HEIGHT, (x, y) => {
    const value = picture.data[y * WIDTH + x];
    return Math.min(255, Math.max(0, Math.round(value + level(value) * noise.data[y * WIDTH + x])));
  });
}

/** Three channels of one picture, as textures have them, each with noise of its own. */
function photo(std: number, level: number, picture = sharp) {
  const channels = [1, 2, 3].map((seed) => under(picture, grain(std, seed), () => level));
  return { colours: [channels], lumas: [lumaOf(channels)] };
}

function grey(std: number, level: (value: number) => number, picture = sharp) {
  const luma = under(picture, grain(std, 1), level);
  return { colours: [[luma]], lumas: [luma] };
}

/** Stones and sand: structured noise, rough in some places and smooth in others, the same in all colours. */
const texture = (() => {
  const rough = grain(1.2, 77);
  const places = grain(14, 78);
  return plane(WIDTH, HEIGHT, (x, y) => {
    const i = y * WIDTH + x;
    return 128 + 14 * Math.exp(0.9 * places.data[i]) * Math.tanh(rough.data[i]);
  });
})();

describe('the grain of a photo', () => {
  it.each([
    [0.6, 15],
    [1, 8],
    [2, 15],
    [2, 25],
  ])(
    'correlated over a Gaussian of %d pixels, of %d levels, is found in colours and in grey',
    (std, level) => {
      for (const noise of [
        measureNoise(photo(std, level), COLOURS),
        measureNoise(
          grey(std, () => level),
          GREY,
        ),
      ]) {
        expect(noise.level / level).toBeGreaterThan(0.85);
        expect(noise.level / level).toBeLessThan(1.15);
        expect(Math.abs(noise.correlation - std)).toBeLessThanOrEqual(0.25);
      }
    },
  );

  it('is zero if the noise is white, and the level is that of white noise', () => {
    for (const level of [3, 10, 25]) {
      const noise = measureNoise(photo(0, level), COLOURS);
      expect(noise.correlation).toBe(0);
      expect(Math.abs(noise.level / level - 1)).toBeLessThan(0.08);
    }
  });

  it('is not found in stones and sand, whose texture all colours share', () => {
    const noise = measureNoise(photo(0, 0, texture), COLOURS);
    expect(noise.level).toBeLessThan(2);
    expect(noise.correlation).toBe(0);
  });

  it('is found over stones and sand', () => {
    const noise = measureNoise(photo(2, 15, texture), COLOURS);
    expect(noise.level).toBeGreaterThan(12);
    expect(noise.level).toBeLessThan(18);
  });

  it('is measured in dark, middle and bright parts', () => {
    const ramp = plane(WIDTH, HEIGHT, (x) => 35 + (185 * x) / WIDTH);
    const { levels } = measureNoise(
      grey(1, (value) => 5 + value / 20, ramp),
      GREY,
    );
    const [dark, middle, bright] = levels.map((level) => level ?? 0);
    expect(dark).toBeGreaterThan(6);
    expect(middle).toBeGreaterThan(1.15 * dark);
    expect(bright).toBeGreaterThan(1.1 * middle);
  });

  it('is not found in a picture that is too small', () => {
    const small = plane(20, 20, (x, y) => x * y);
    expect(measureNoise({ colours: [[small]], lumas: [small] }, GREY).correlation).toBe(0);
  });
});
