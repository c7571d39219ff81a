import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { samplesOf } from '../imaging/support';
import { scene, writeMask, writeSoft } from './support';

const [WIDTH, HEIGHT] = [96, 72];
/** x, y, width, height. */
const BOX = [40, 30, 9, 5] as const;
/** The farthest that changes reach beyond the mask, in pixels. */
const REACH = 8;

const KINDS = (['png', 'tif'] as const).flatMap((format) =>
  ([8, 16] as const).flatMap((depth) =>
    ([1, 2, 3, 4] as const).map((channels) => ({ format, depth, channels })),
  ),
);
const nameOf = ({ format, depth, channels }: (typeof KINDS)[number]) => `${channels}x${depth}.${format}`;

const { photo, beside, restore } = scene(async (at) => {
  for (const kind of KINDS) await writeSoft(at(nameOf(kind)), WIDTH, HEIGHT, kind.channels, kind.depth);
  await writeMask(at('mask.png'), WIDTH, HEIGHT, BOX);
});

/** Pixels where two pictures differ, by their distance to the mask's box along the farther axis. */
async function differences(before: RawPicture, after: RawPicture): Promise<{ distance: number }[]> {
  const [a, b] = [await samplesOf(before), await samplesOf(after)];
  expect(b.length).toBe(a.length);
  const { channels } = before;
  const [left, top, across, down] = BOX;
  const found: { distance: number }[] = [];
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const same = a
      .subarray(pixel * channels, (pixel + 1) * channels)
      .every((value, c) => value === b[pixel * channels + c]);
    if (same) continue;
    const [x, y] = [pixel % WIDTH, Math.floor(pixel / WIDTH)];
    found.push({
      distance: Math.max(left - x, x - (left + across - 1), top - y, y - (top + down - 1), 0),
    });
  }
  return found;
}

describe('away from the mask every sample is unchanged:', () => {
  test.concurrent.each(KINDS.map((kind) => [nameOf(kind), kind] as const))('%s', async (name, kind) => {
    const out = `out.${kind.format}`;
    const mask = ['--operator', 'inpaint', '--mask', photo('mask.png')];
    const result = await restore(name, ['-o', out, ...mask, '--json']);
    expect(result.status).toBe(0);
    const before = await decodePhoto(photo(name), { rawPath: beside(`${name}.before`) });
    const after = await decodePhoto(result.at(out), { rawPath: beside(`${name}.after`) });
    expect(after).toMatchObject({ width: WIDTH, height: HEIGHT, channels: kind.channels, depth: kind.depth });
    const changed = await differences(before, after);
    expect(Math.max(...changed.map(({ distance }) => distance))).toBeLessThanOrEqual(REACH);
    // The hole itself has changed, and the report counts the changed pixels.
    expect(changed.filter(({ distance }) => distance === 0).length).toBeGreaterThan(0.9 * BOX[2] * BOX[3]);
    expect(JSON.parse(result.stdout)).toMatchObject({ changedPixels: changed.length });
  });
});

test('in another depth, pixels away from the mask are the same after conversion', async () => {
  const mask = ['--operator', 'inpaint', '--mask', photo('mask.png'), '--bit-depth', '16'];
  const result = await restore('3x8.png', ['-o', 'out.png', ...mask]);
  const before = await decodePhoto(photo('3x8.png'), { rawPath: beside('depth.before') });
  const after = await decodePhoto(result.at('out.png'), { rawPath: beside('depth.after') });
  const wide = Uint16Array.from(await samplesOf(before), (value) => value * 257);
  const deep = await samplesOf(after);
  expect(deep.subarray(0, 3 * WIDTH * 20)).toEqual(wide.subarray(0, 3 * WIDTH * 20));
});
