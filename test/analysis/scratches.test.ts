import { describe, expect, it } from 'vitest';
import type { Plane } from '../../src-main/analysis/plane';
import { markScratches } from '../../src-main/analysis/scratch-detector';
import { drawing, noisy, uniforms } from './support';

const WIDTH = 480;
const HEIGHT = 400;

/** Hairlines and specks, bright and dark, painted on a picture; `truth` says where. */
function damaged(picture: Plane): { picture: Plane; truth: Uint8Array } {
  const data = picture.data.slice();
  const truth = new Uint8Array(data.length);
  const uniform = uniforms(5);
  const dot = (x: number, y: number, radius: number, value: number) => {
    for (let row = Math.floor(y - radius); row <= y + radius; row++) {
      for (let column = Math.floor(x - radius); column <= x + radius; column++) {
        if (row < 0 || column < 0 || row >= HEIGHT || column >= WIDTH) continue;
        if (Math.hypot(column - x, row - y) > radius) continue;
        data[row * WIDTH + column] = value;
        truth[row * WIDTH + column] = 1;
      }
    }
  };
  for (let line = 0; line < 6; line++) {
    let [x, y, angle] = [uniform() * WIDTH, uniform() * HEIGHT, uniform() * 6.28];
    const value = line % 3 === 0 ? 15 : 240;
    for (let step = 0; step < 250; step++) {
      angle += (uniform() - 0.5) * 0.04;
      x += Math.cos(angle);
      y += Math.sin(angle);
      dot(x, y, 1.2, value);
    }
  }
  for (let speck = 0; speck < 25; speck++)
    dot(uniform() * WIDTH, uniform() * HEIGHT, 1 + 1.5 * uniform(), speck % 3 === 0 ? 10 : 245);
  return { picture: { ...picture, data }, truth };
}

function shareOf(marks: Uint8Array, among: (i: number) => boolean): number {
  let [hit, all] = [0, 0];
  for (let i = 0; i < marks.length; i++) {
    if (!among(i)) continue;
    all++;
    if (marks[i] > 0) hit++;
  }
  return hit / all;
}

const clean = noisy(drawing(WIDTH, HEIGHT), 2);

describe('scratches and dust', () => {
  it('are mostly found, and little else is marked', () => {
    const { picture, truth } = damaged(clean);
    const marks = markScratches(picture, 2, 0.5);
    expect(shareOf(marks, (i) => truth[i] > 0)).toBeGreaterThan(0.6);
    const near = (i: number) =>
      [-2, -1, 0, 1, 2].some((dx) => [-2, -1, 0, 1, 2].some((dy) => truth[i + dx + dy * WIDTH] > 0));
    expect(shareOf(marks, (i) => !near(i))).toBeLessThan(0.005);
  });

  it('are hardly seen in a clean picture', () => {
    expect(shareOf(markScratches(clean, 2, 0.2), () => true)).toBeLessThan(0.002);
    expect(shareOf(markScratches(clean, 2, 0.5), () => true)).toBeLessThan(0.005);
  });

  it('are found more of the higher the sensitivity', () => {
    const { picture, truth } = damaged(noisy(drawing(WIDTH, HEIGHT), 6));
    const found = [0, 0.5, 1].map((s) => shareOf(markScratches(picture, 6, s), (i) => truth[i] > 0));
    expect(found[1]).toBeGreaterThan(found[0]);
    expect(found[2]).toBeGreaterThan(found[1]);
  });

  it('are not what noise makes', () => {
    const strong = noisy(drawing(WIDTH, HEIGHT), 25);
    expect(shareOf(markScratches(strong, 25, 0.5), () => true)).toBeLessThan(0.003);
  });
});
