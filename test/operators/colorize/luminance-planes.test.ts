import { describe, expect, it } from 'vitest';
import { LUMA_WEIGHTS } from '../../../src-main/contract/luma';
import { keepLuminance, luminanceOf } from '../../../src-main/operators/colorize/luminance-planes';

const picture = () => Float32Array.from({ length: 3 * 50 }, (_, i) => Math.sin(i * 1.7));

describe('the luminance of three planes', () => {
  it('is their Rec. 601 mean, so that grey keeps its value', () => {
    expect(luminanceOf(Float32Array.from([0.3, 0.3, 0.3]))[0]).toBeCloseTo(0.3, 6);
    const values = [1, 0, 0, 1, 0, 0, 0, 0, 1];
    const luminance = luminanceOf(Float32Array.from(values));
    for (let i = 0; i < 3; i++) {
      const expected = LUMA_WEIGHTS.reduce((sum, weight, c) => sum + weight * values[3 * c + i], 0);
      expect(luminance[i]).toBeCloseTo(expected, 6);
    }
  });
});

describe('keeping the measured luminance', () => {
  const y = Float32Array.from({ length: 50 }, (_, i) => Math.cos(i * 0.3));

  it('gives every pixel the luminance that was measured, moving it along w alone', () => {
    const answer = picture();
    keepLuminance(answer, y, undefined);
    const luminance = luminanceOf(answer);
    y.forEach((value, i) => {
      expect(luminance[i]).toBeCloseTo(value, 5);
    });
    const before = picture();
    for (let i = 0; i < 50; i++) {
      const steps = LUMA_WEIGHTS.map((weight, c) => (answer[i + 50 * c] - before[i + 50 * c]) / weight);
      expect(steps[1]).toBeCloseTo(steps[0], 4);
      expect(steps[2]).toBeCloseTo(steps[0], 4);
    }
  });

  it('leaves damaged pixels alone, and does nothing the second time', () => {
    const measured = Uint8Array.from({ length: 50 }, (_, i) => i % 2);
    const answer = picture();
    keepLuminance(answer, y, measured);
    const before = picture();
    for (let i = 0; i < 150; i++) if (measured[i % 50] === 0) expect(answer[i]).toBe(before[i]);
    const again = answer.slice();
    keepLuminance(again, y, measured);
    again.forEach((value, i) => {
      expect(value).toBeCloseTo(answer[i], 6);
    });
  });
});
