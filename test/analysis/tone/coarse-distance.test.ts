import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coarseDistance } from '../../../src-main/analysis/tone/coarse-distance';
import { smallCopy } from '../../../src-main/analysis/tone/small-copy';
import type { RawPicture } from '../../../src-main/imaging/raw-picture';
import { type Colour, HEIGHT, normals, printMaker, ramp, sepia, WIDTH } from './made-prints';

let maker: Awaited<ReturnType<typeof printMaker>>;
beforeAll(async () => {
  maker = await printMaker();
});
afterAll(() => maker.remove());

const distanceOf = async (photo: RawPicture, mask?: RawPicture) =>
  coarseDistance(await smallCopy(photo, mask));
const print = (x: number, y: number) => sepia(ramp(x, y));
const ink: Colour = [40, 60, 200];

describe('the coarse distance from a tone curve', () => {
  it('is small for a toned print, and hardly grows with noise', async () => {
    const normal = normals(3);
    const grainy = (x: number, y: number): Colour => {
      const [red, green, blue] = print(x, y);
      return [red + 20 * normal(), green + 20 * normal(), blue + 20 * normal()];
    };
    expect(await distanceOf(await maker.print(print))).toBeLessThan(0.5);
    expect(await distanceOf(await maker.print(grainy))).toBeLessThan(1);
  });

  it('is large where colours are no function of the luma', async () => {
    const patches = (x: number, y: number): Colour =>
      Math.floor(x / 20) % 2 === Math.floor(y / 20) % 2 ? [200, 90, 90] : [90, 100, 160];
    expect(await distanceOf(await maker.print(patches))).toBeGreaterThan(10);
  });

  it('ignores masked pixels, and the margin of a scan', async () => {
    const inked = (x: number, y: number) => x > 120 && x < 160 && y > 50 && y < 90;
    const photo = await maker.print((x, y) => (inked(x, y) ? ink : print(x, y)));
    expect(await distanceOf(photo)).toBeGreaterThan(3.5);
    expect(await distanceOf(photo, await maker.mask(inked))).toBeLessThan(1);
    const framed = await maker.print((x, y) =>
      x < 5 || y < 5 || x >= WIDTH - 5 || y >= HEIGHT - 5 ? ink : print(x, y),
    );
    expect(await distanceOf(framed)).toBeLessThan(1);
  });

  it('is zero if there is nothing to judge', async () => {
    expect(await distanceOf(await maker.print(() => [255, 255, 255]))).toBe(0);
  });
});
