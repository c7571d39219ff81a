import { describe, expect, test } from 'vitest';
import { standardTables } from '../../../src-main/contract/jpeg-tables';
import { jpeg } from '../../../src-main/operators/jpeg/model';
import { reducedJpeg } from '../../../src-main/operators/jpeg/reduced';
import { sizeOf } from '../../../src-main/operators/model/forward-model';
import { baseGeometry, JPEG_FLAG } from '../../../src-main/operators/model/geometry';
import { LUMA_UNIT } from '../../../src-main/operators/model/luma';
import { type Case, denseCovariance, densePivot, measure, tinyMask } from '../case';
import { cholesky, relativeError } from '../dense';
import { roundedCases } from '../jpeg-cases';
import { adjointDefect, chiSquareRatio } from '../laws';
import { seeded } from '../random';

const sigmas = [0.01, 0.3, 40];

function draw(one: Case, sigma: number): { x: Float64Array; y: Float64Array } {
  const random = seeded(17);
  const x0 = random.normals(sizeOf(one.model.domain)).map((value) => 0.5 * value);
  const y = measure(one, cholesky(one.noisePrecision, sizeOf(one.model.range)), x0, random);
  return { x: x0.map((value) => value + sigma * random.normal()), y };
}

describe.each(roundedCases().map((one) => [one.name, one] as const))('a JPEG: %s', (_name, one) => {
  test.each(sigmas)('has the pivot of a dense solve at noise level %f', (sigma) => {
    const { x, y } = draw(one, sigma);
    const expected = densePivot(one, x, y, sigma);
    const observation = one.model.observe(y);
    const out = new Float64Array(x.length);
    observation.pivot(x, sigma, out);
    expect(relativeError(out, expected)).toBeLessThan(1e-9);

    const single = new Float32Array(x.length);
    one.model.observe(Float32Array.from(y)).pivot(Float32Array.from(x), sigma, single);
    expect(relativeError(single, expected)).toBeLessThan(1e-6);

    observation.pivot(x, sigma, x);
    expect(x).toEqual(out);
  });

  test("<A x, y> = <x, A'y>", () => {
    for (let seed = 0; seed < 20; seed++) expect(adjointDefect(one.model, seeded(seed))).toBeLessThan(1e-11);
  });

  test('given the picture, the pivot is the picture plus noise of covariance Sigma*', () => {
    const [draws, n] = [150, sizeOf(one.model.domain)];
    const ratio = chiSquareRatio(one, 0.6, draws, 1);
    expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / draws / n));
  });

  test('its geometry says how noisy it is, and of the file as far as the network knows the two together', () => {
    for (const sigma of [40, 4, 3, 0.3]) {
      const geometry = one.model.geometry(sigma);
      const isPooled = /means/.test(one.name);
      const isReduced = isPooled || /luminance/.test(one.name);
      const isWhole = /noisy picture$/.test(one.name);
      expect(geometry[JPEG_FLAG]).toBe(!isReduced && (isWhole || sigma >= 4) ? 1 : 0);
      expect(geometry[2]).toBe(isPooled ? 1 : 0);
      if (!isPooled || sigma > 0.5)
        expect(geometry.subarray(0, 2)).toEqual(baseGeometry(sigma, one.model.sigmaY).subarray(0, 2));
      expect(geometry.every(Number.isFinite)).toBe(true);
    }
  });
});

/** Root mean squares of luma and chroma over the pixels of a dense Sigma*. */
function denseStd(one: Case, sigma: number): { luma: number; chroma: number } {
  const n = sizeOf(one.model.domain);
  const covariance = denseCovariance(one, sigma);
  const pixels = n / 3;
  let [luma, chroma] = [0, 0];
  for (let pixel = 0; pixel < pixels; pixel++) {
    let [along, trace] = [0, 0];
    for (let a = 0; a < 3; a++) {
      trace += covariance[(a * pixels + pixel) * (n + 1)];
      for (let b = 0; b < 3; b++) {
        along += LUMA_UNIT[a] * LUMA_UNIT[b] * covariance[(a * pixels + pixel) * n + b * pixels + pixel];
      }
    }
    luma += along / pixels;
    chroma += (trace - along) / 2 / pixels;
  }
  return { luma: Math.sqrt(luma), chroma: Math.sqrt(chroma) };
}

test.each(roundedCases().filter(({ name }) => !/holes|hidden|left/.test(name)))(
  'the standard deviations of $name are the root mean squares of the dense covariance',
  (one) => {
    for (const sigma of sigmas) {
      const { luma, chroma } = one.model.std(sigma);
      const expected = denseStd(one, sigma);
      expect(relativeError([Number(luma), Number(chroma)], [expected.luma, expected.chroma])).toBeLessThan(
        1e-6,
      );
    }
  },
);

const shape = { width: 40, height: 24, channels: 3 };
const tables = standardTables(30, '4:2:0');
const random = seeded(2);
const x = Float32Array.from(random.normals(sizeOf(shape)));
const y = Float32Array.from(random.normals(sizeOf(shape)));
const pivotOf = (measured?: Uint8Array) => {
  const out = new Float32Array(x.length);
  jpeg({ shape, tables, ...(measured && { measured }) })
    .observe(y)
    .pivot(x, 0.2, out);
  return out;
};

test('blocks without a hidden pixel are restored to the same bits as without a mask, hidden pixels not at all', () => {
  const plane = shape.width * shape.height;
  const whole = pivotOf();
  expect(pivotOf(new Uint8Array(plane).fill(1))).toEqual(whole);
  // One pixel of the second block of the first row is hidden, and all of the last block.
  const measured = new Uint8Array(plane).fill(1);
  measured[3 * shape.width + 11] = 0;
  for (let i = 0; i < 64; i++) measured[(16 + (i >> 3)) * shape.width + 32 + (i & 7)] = 0;
  const masked = pivotOf(measured);
  const changed = new Set<string>();
  masked.forEach((value, i) => {
    const [column, row] = [i % shape.width, Math.floor((i % plane) / shape.width)];
    if (measured[i % plane] === 0) expect(value).toBe(x[i]);
    if (value !== whole[i]) changed.add(`${column >> 3},${row >> 3}`);
  });
  expect([...changed].sort()).toEqual(['1,0', '4,2']);
});

test('values under the mask have no effect', () => {
  const measured = tinyMask(shape.width * shape.height, 12);
  const expected = pivotOf(measured);
  const other = y.map((value, i) => (measured[i % measured.length] ? value : 7));
  const out = new Float32Array(x.length);
  jpeg({ shape, tables, measured }).observe(other).pivot(x, 0.2, out);
  expect(out).toEqual(expected);
});

test('the std map is that of the JPEG where it was measured, and sigma where it is hidden', () => {
  const measured = tinyMask(shape.width * shape.height, 12);
  const known = jpeg({ shape, tables }).std(0.3);
  const { luma, chroma } = jpeg({ shape, tables, measured }).std(0.3);
  if (typeof luma === 'number' || typeof chroma === 'number')
    throw new Error('a number where a map was expected');
  measured.forEach((value, i) => {
    expect(luma[i]).toBeCloseTo(value ? Number(known.luma) : 0.3, 6);
    expect(chroma[i]).toBeCloseTo(value ? Number(known.chroma) : 0.3, 6);
  });
});

test('the anchor is the file where it was measured and smooth in holes, enlarged where it was pooled', () => {
  const measured = new Uint8Array(64).fill(1);
  measured[27] = 0;
  const file = Float64Array.from({ length: 192 }, (_, i) => (i % 64 === 27 ? 9 : 0.25));
  const anchor = new Float64Array(192);
  jpeg({ shape: { width: 8, height: 8, channels: 3 }, tables, measured })
    .observe(file)
    .anchor(anchor);
  for (const value of anchor) expect(value).toBeCloseTo(0.25, 12);
  const large = new Float64Array(3 * 256);
  const grey = { shape: { width: 16, height: 16, channels: 3 }, factor: 2, grey: true, tables };
  const luminance = Float64Array.from({ length: 64 }, (_, i) => i / 64);
  reducedJpeg(grey).observe(luminance).anchor(large);
  for (let i = 0; i < large.length; i++) {
    const [column, row] = [i % 16, Math.floor((i % 256) / 16)];
    expect(large[i]).toBe(luminance[(row >> 1) * 8 + (column >> 1)]);
  }
});

test('a mask of another size is refused', () => {
  expect(() => jpeg({ shape, tables, measured: new Uint8Array(7) })).toThrow(RangeError);
  expect(() => reducedJpeg({ shape, tables, factor: 2, grey: false, measured: new Uint8Array(7) })).toThrow(
    RangeError,
  );
});
