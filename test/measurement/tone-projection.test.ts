import { describe, expect, it } from 'vitest';
import { KNOTS } from '../../src-main/analysis/tone/tone-curve';
import { projectionOn } from '../../src-main/measurement/tone-projection';
import { applyLevels, levelsOf } from '../../src-main/operators/model/levels';

const place = { x: 32, y: 16, pictureWidth: 200, pictureHeight: 100 };
const tile = { x: 16, y: 0, width: 8, height: 4 };
const pixels = tile.width * tile.height;

/** Two curves across, sepia on the left and blue on the right. */
const curve = {
  across: 2,
  down: 1,
  red: [...Array<number>(KNOTS).fill(12), ...Array<number>(KNOTS).fill(-20)],
  blue: [...Array<number>(KNOTS).fill(-25), ...Array<number>(KNOTS).fill(30)],
};
const tone = { kind: 'toned', curve, rms: 0 } as const;

const means = () => Float32Array.from({ length: 3 * pixels }, (_, i) => Math.sin(i * 1.7) * 1.1);
const lumaAt = (mean: Float32Array, i: number) =>
  0.299 * mean[i] + 0.587 * mean[i + pixels] + 0.114 * mean[i + 2 * pixels];

describe('means are projected on the tone', () => {
  it('of a grey photo: all channels become the luma', () => {
    const mean = means();
    const before = mean.slice();
    projectionOn({ kind: 'grey' }, place)?.(mean, tile);
    for (let i = 0; i < pixels; i++) {
      const luma = Math.fround(lumaAt(before, i));
      expect([mean[i], mean[i + pixels], mean[i + 2 * pixels]]).toEqual([luma, luma, luma]);
    }
  });

  it('of a toned one: the luma stays, the colour is that of the place in the whole picture', () => {
    const mean = means();
    const before = mean.slice();
    projectionOn(tone, place)?.(mean, tile);
    for (let i = 0; i < pixels; i++) {
      expect(lumaAt(mean, i)).toBeCloseTo(lumaAt(before, i), 6);
      const u = (32 + 16 + (i % 8) + 0.5) / 200;
      expect((mean[i] - lumaAt(mean, i)) * 127.5).toBeCloseTo(12 + u * (-20 - 12), 3);
    }
  });

  it('idempotently: projecting again changes nothing', () => {
    const once = means();
    const project = projectionOn(tone, place);
    project?.(once, tile);
    const twice = once.slice();
    project?.(twice, tile);
    for (let i = 0; i < once.length; i++) expect(twice[i]).toBeCloseTo(once[i], 6);
  });

  it('of a faded photo as it is now, and not as it was', () => {
    const levels = levelsOf([60, 60, 60], [200, 200, 200]);
    const mean = means();
    const asFaded = mean.slice();
    applyLevels(levels, asFaded);
    projectionOn(tone, place)?.(asFaded, tile);
    projectionOn(tone, place, levels)?.(mean, tile);
    applyLevels(levels, mean);
    for (let i = 0; i < mean.length; i++) expect(mean[i]).toBeCloseTo(asFaded[i], 6);
  });

  it('alike from every tile: a pixel has one colour whatever region it is in', () => {
    const whole = new Float32Array(3 * 16 * 4).fill(0.3);
    projectionOn(tone, { ...place, x: 0, y: 0 })?.(whole, { x: 48, y: 16, width: 16, height: 4 });
    const part = new Float32Array(3 * 8 * 4).fill(0.3);
    projectionOn(tone, { ...place, x: 48, y: 16 })?.(part, { x: 8, y: 0, width: 8, height: 4 });
    for (let c = 0; c < 3; c++) expect(part[c * 32]).toBeCloseTo(whole[c * 64 + 8], 6);
  });

  it('never where colours are free', () => {
    expect(projectionOn({ kind: 'free' }, place)).toBeUndefined();
  });
});
