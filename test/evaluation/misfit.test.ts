import { expect, test } from 'vitest';
import { standardTables } from '../../src-main/contract/jpeg-tables';
import { whiteMisfit } from '../../src-main/evaluation/misfit';
import { TASK_NAMES, taskNamed } from '../../src-main/evaluation/tasks';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { mask } from '../../src-main/operators/inpaint/model';
import { jpegMisfit } from '../../src-main/operators/jpeg/misfit';
import { sizeOf } from '../../src-main/operators/model/forward-model';
import { RGB_TO_YCBCR, roundingVariances } from '../../src-main/operators/rounding/jpeg-spectrum';

function normals(width: number, height: number, channels: number, sample: number): Float64Array {
  const out = new Float64Array(width * height * channels);
  const grid = { x: 0, y: 0, width, height, channels };
  fillNormal(out, grid, { seed: 3, stream: STREAM.measurementNoise, sample });
  return out;
}

test.each(TASK_NAMES.filter((name) => taskNamed(name).file === undefined))(
  'the truth of %s explains its measurement up to the noise',
  async (name) => {
    const { model, misfit } = taskNamed(name).build(5, await loadPffft());
    const x = Float32Array.from(normals(model.domain.width, model.domain.height, 3, 0));
    const y = new Float32Array(sizeOf(model.range));
    model.forward(x, y);
    const noise = normals(model.range.width, model.range.height, model.range.channels, 1);
    for (let i = 0; i < y.length; i++) y[i] += model.sigmaY * noise[i];
    // A mean of at least 3000 squares of standard normals.
    expect(Math.abs(misfit(x, y) - 1)).toBeLessThan(0.08);
    for (let i = 0; i < y.length; i++) y[i] += model.sigmaY;
    expect(misfit(x, y)).toBeGreaterThan(1.8);
  },
);

test('pixels outside the measurement do not count', () => {
  const shape = { width: 2, height: 1, channels: 3 };
  const measured = Uint8Array.of(1, 0);
  const misfit = whiteMisfit(mask({ shape, measured, sigmaY: 0.1 }), measured);
  const x = Float64Array.of(0, 5, 0, 5, 0, 5);
  expect(misfit(x, Float64Array.of(0.1, -9, 0.2, -9, 0, -9))).toBeCloseTo((1 + 4 + 0) / 3, 12);
});

test('a JPEG residual of one standard deviation at one index and component counts as one of its 192', () => {
  const tables = standardTables(30, '4:2:0');
  const variances = roundingVariances(tables);
  const misfit = jpegMisfit(tables, 16);
  const x = normals(16, 8, 3, 2);
  for (const [v, u, component] of [
    [0, 0, 0],
    [3, 5, 0],
    [2, 1, 1],
    [7, 7, 2],
  ]) {
    const direction = inverse(RGB_TO_YCBCR).map((row) => row[component]);
    const std = Math.sqrt(variances[3 * (8 * v + u) + component]);
    // The second of two blocks.
    const y = x.map((value, i) => {
      const [channel, row, column] = [Math.floor(i / 128), Math.floor(i / 16) % 8, i % 16];
      return column < 8 ? value : value + std * direction[channel] * basis(v, row) * basis(u, column - 8);
    });
    expect(misfit(x, y) * x.length).toBeCloseTo(1, 9);
  }
});

/** The orthonormal cosine of index k at sample n. */
function basis(k: number, n: number): number {
  return (k === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos((Math.PI * (2 * n + 1) * k) / 16);
}

function inverse(m: readonly (readonly [number, number, number])[]): number[][] {
  const minor = (i: number, j: number) => {
    const [a, b] = [0, 1, 2].filter((row) => row !== i);
    const [c, d] = [0, 1, 2].filter((column) => column !== j);
    return (i + j) % 2 === 0 ? m[a][c] * m[b][d] - m[a][d] * m[b][c] : m[a][d] * m[b][c] - m[a][c] * m[b][d];
  };
  const det = [0, 1, 2].reduce((sum, j) => sum + m[0][j] * minor(0, j), 0);
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => minor(j, i) / det));
}
