import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawing, noisy } from '../analysis/support';
import { scene, succeeded } from './support';

const { photo, restore, run } = scene(async (at) => {
  const { data } = noisy(drawing(160, 128), 12);
  const samples = Uint8Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)]);
  await sharp(samples, { raw: { width: 160, height: 128, channels: 3 } })
    .png()
    .toFile(at('noisy.png'));
});

test('values left to the photo are estimated from it, and reported', async () => {
  const args = [
    '-o',
    'out.png',
    '--operator',
    'deblur-gaussian,denoise',
    '--noise',
    'auto',
    '--blur',
    'auto',
  ];
  const { stdout } = succeeded(await restore('noisy.png', [...args, '--json']));
  const { noise, blur, operator } = JSON.parse(stdout);
  expect(noise).toBeGreaterThan(10);
  expect(noise).toBeLessThan(14);
  // It is sharp: nothing is there to be deblurred.
  expect([operator, blur]).toEqual(['denoise', null]);
});

test('a measurement is made of numbers alone', async () => {
  const args = ['degrade', photo('noisy.png'), '-o', 'out.png', '--operator', 'denoise', '--noise', 'auto'];
  const { status, stderr } = await run(args);
  expect([status, stderr]).toEqual([2, 'Noise must be a number of 8-bit levels from 0 to 127.\n']);
});
