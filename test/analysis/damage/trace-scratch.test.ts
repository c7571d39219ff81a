import { expect, test } from 'vitest';
import { lineEvidence } from '../../../src-main/analysis/damage/line-evidence';
import { halfWidth, scratchTiles } from '../../../src-main/analysis/damage/scratch-marks';
import { traceScratch, walk } from '../../../src-main/analysis/damage/trace-scratch';
import { withPicture } from '../../../src-main/analysis/plane';
import type { Point } from '../../../src-main/contract/geometry';
import { unpackRuns } from '../../../src-main/contract/window/mask-tiles';
import { rawPicture, workFolder } from '../../imaging/support';
import { normals, uniforms } from '../support';

const folder = workFolder();
const [W, H] = [520, 420];
const SIGMA = 8;

/** Writes grey noise with a line two pixels wide; `strength` is in the noise's standard deviations. */
async function written(
  seed: number,
  line: readonly Point[],
  strength: number,
  isThere = (_: number) => true,
) {
  const random = normals(seed);
  const path = walk(line);
  const near = new Set(
    path.flatMap(({ x, y }, i) =>
      isThere(i)
        ? [-1, 0, 1].flatMap((a) =>
            [-1, 0, 1].flatMap((b) => {
              const [column, row] = [Math.round(x) + a, Math.round(y) + b];
              return Math.hypot(column - x, row - y) < 1 ? [row * W + column] : [];
            }),
          )
        : [],
    ),
  );
  const samples = Uint8Array.from({ length: W * H }, (_, i) =>
    Math.max(0, Math.min(255, Math.round(128 + SIGMA * (random() + (near.has(i) ? strength : 0))))),
  );
  return rawPicture(folder.at(`${seed}.raw`), samples, W, H, 1);
}

/** A slightly bent line of 300 pixels that starts at a place of the picture. */
function bent(seed: number): Point[] {
  const random = uniforms(seed);
  const angle = 2 * Math.PI * random();
  const bend = (random() - 0.5) * 0.001;
  const points: Point[] = [];
  let [x, y] = [W / 2 - 150 * Math.cos(angle), H / 2 - 150 * Math.sin(angle)];
  for (let s = 0; s <= 300; s++) {
    points.push({ x, y });
    x += Math.cos(angle + bend * (s - 150));
    y += Math.sin(angle + bend * (s - 150));
  }
  return points;
}

const distance = (from: Point, path: readonly Point[]) =>
  Math.min(...path.map(({ x, y }) => Math.hypot(x - from.x, y - from.y)));

test('a scratch of 1.3 standard deviations in a pixel is traced from end to end by a click near it', async () => {
  const offEnds: number[] = [];
  for (let seed = 1; seed <= 12; seed++) {
    const line = bent(seed);
    const sign = seed % 2 === 0 ? 1 : -1;
    const raw = await written(seed, line, 1.3 * sign);
    const click = line[25 + ((seed * 67) % 250)];
    await withPicture(raw, async (file) => {
      const evidence = lineEvidence(file, raw);
      const scratch = await traceScratch(evidence, { x: click.x + 1.5, y: click.y - 1.5 });
      if (!scratch) throw new Error(`nothing was traced with seed ${seed}`);
      expect(scratch.sign).toBe(sign);
      const path = walk(scratch.points);
      const inner = path.slice(6, -6);
      expect(Math.max(...inner.map((point) => distance(point, line))), `seed ${seed}`).toBeLessThan(2);
      for (const end of [line[0], line[300]]) offEnds.push(distance(end, [path[0], path[path.length - 1]]));
      expect(halfWidth(evidence, scratch)).toBeLessThan(2.1);
    });
  }
  // The ends are less exact than the course, since single pixels decide them.
  expect(Math.max(...offEnds)).toBeLessThan(8);
  expect(offEnds.filter((off) => off <= 2).length).toBeGreaterThan(offEnds.length / 2);
});

test('nothing is traced in clean noise', async () => {
  const raw = await written(99, [], 0);
  await withPicture(raw, async (file) => {
    const evidence = lineEvidence(file, raw);
    for (let y = 10; y < H; y += 25) {
      for (let x = 10; x < W; x += 25) expect(await traceScratch(evidence, { x, y })).toBeUndefined();
    }
  });
});

test('an edge of the photo is no scratch, and a scratch that reaches one is not followed along it', async () => {
  const random = normals(31);
  const [edge, row] = [200, 210];
  const samples = Uint8Array.from({ length: W * H }, (_, i) => {
    const [x, y] = [i % W, Math.floor(i / W)];
    const scratch = x >= edge && Math.abs(y - row) < 1 ? 3 * SIGMA : 0;
    return Math.round(90 + (x < edge ? 0 : 60) + SIGMA * random() + scratch);
  });
  const raw = rawPicture(folder.at('edge.raw'), samples, W, H, 1);
  await withPicture(await raw, async (file) => {
    const evidence = lineEvidence(file, await raw);
    for (const y of [60, 120, 300, 360])
      expect(await traceScratch(evidence, { x: edge + 1, y })).toBeUndefined();
    const scratch = await traceScratch(evidence, { x: edge + 100, y: row });
    const path = walk(scratch?.points ?? []);
    expect(path.length).toBeGreaterThan(300);
    expect(Math.max(...path.map(({ y }) => Math.abs(y - row)))).toBeLessThan(3);
  });
});

test('a scratch of film that runs through the frame is traced across its gaps, and stops at its ends', async () => {
  const line = Array.from({ length: H }, (_, y) => ({ x: 260 + 0.02 * y, y }));
  const raw = await written(7, line, 2, (y) => y % 120 < 80);
  await withPicture(raw, async (file) => {
    const scratch = await traceScratch(lineEvidence(file, raw), { x: 264, y: 40 });
    const path = walk(scratch?.points ?? []);
    expect(path.length).toBeGreaterThan(H - 12);
    expect(Math.max(...path.map((point) => distance(point, line)))).toBeLessThan(2);
  });
});

test('its marks are as wide as it is, grown by a pixel and blended over one more', async () => {
  const [tile, none] = scratchTiles(
    {
      points: [
        { x: 20, y: 50 },
        { x: 120, y: 50 },
      ],
    },
    1,
    { width: W, height: H },
  );
  expect(none).toBeUndefined();
  const marks = unpackRuns(tile.runs);
  expect([46, 47, 48, 49, 50, 51, 52, 53, 54].map((y) => marks[256 * y + 70])).toEqual([
    0, 191, 255, 255, 255, 255, 255, 191, 0,
  ]);
});

test('the evidence of a line covers the whole picture, its last column and row too', async () => {
  const raw = await written(9, bent(9), 0);
  await withPicture(raw, async (file) => {
    const evidence = lineEvidence(file, raw);
    await evidence.load({ x: 0, y: 0, width: W, height: H });
    for (const [x, y] of [
      [0, 0],
      [W - 1, 10],
      [10.5, H - 1],
      [W - 1, H - 1],
    ]) {
      expect(evidence.luma(x, y)).toBeGreaterThan(60);
      expect(evidence.at(x, y)).toBeTypeOf('number');
    }
    expect(evidence.luma(W - 0.5, 10)).toBeUndefined();
    expect(evidence.luma(10, -0.5)).toBeUndefined();
  });
});
