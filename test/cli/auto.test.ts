import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawing, noisy } from '../analysis/support';
import { FAST, scene, succeeded } from './support';

const clean = drawing(160, 128).data;
const faded = Uint8Array.from({ length: 3 * clean.length }, (_, i) => 70 + 0.4 * clean[Math.floor(i / 3)]);

const { photo, restore, run } = scene(async (at) => {
  const { data } = noisy(drawing(160, 128), 12);
  const samples = Uint8Array.from({ length: 3 * data.length }, (_, i) => data[Math.floor(i / 3)]);
  await sharp(samples, { raw: { width: 160, height: 128, channels: 3 } })
    .png()
    .toFile(at('noisy.png'));
  await sharp(faded, { raw: { width: 160, height: 128, channels: 3 } })
    .png()
    .toFile(at('faded.png'));
});

test('automatic values are estimated from the photo and reported', async () => {
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
  // It is sharp, so it needs no deblurring.
  expect([operator, blur]).toEqual(['denoise', null]);
});

test('the levels of a faded photo are estimated in each channel, or given', async () => {
  const args = ['-o', 'out.png', '--operator', 'fade', '--black', 'auto', '--json'];
  const { black, white } = JSON.parse(succeeded(await restore('faded.png', args)).stdout);
  for (const level of black) expect(level).toBeGreaterThan(60);
  for (const level of white) expect(level).toBeLessThan(200);
  // The levels are restored exactly, because no noise was asked for.
  const exact = ['-o', 'exact.png', '--operator', 'fade', '--black', '70', '--white', '172,172,172'];
  const { at } = succeeded(await restore('faded.png', exact));
  const restored = await sharp(at('exact.png')).removeAlpha().raw().toBuffer();
  for (let i = 0; i < restored.length; i += 997)
    expect(Math.abs(restored[i] - ((faded[i] - 70) / 102) * 255)).toBeLessThan(0.51);
});

test('a print that has faded more at its edges is restored, and the fading of its edges is reported', async () => {
  const levels = ['--operator', 'fade', '--black', '60', '--white', '210', '--edges', '50'];
  const degraded = await run(['degrade', photo('faded.png'), '-o', 'edges.png', ...levels, '--noise', '0']);
  succeeded(degraded);
  const made = await run([
    'restore',
    degraded.at('edges.png'),
    '-o',
    'even.png',
    ...levels,
    '--json',
    ...FAST,
  ]);
  expect(JSON.parse(succeeded(made).stdout).edges).toBe(50);
  const restored = await sharp(made.at('even.png')).removeAlpha().raw().toBuffer();
  // One level of the faded print is up to 3.4 of the original, where half of its contrast is left.
  for (const [i, value] of restored.entries()) expect(Math.abs(value - faded[i])).toBeLessThan(3);
});

test('invalid levels are refused', async () => {
  for (const levels of ['1,2', '1,2,3,4', 'dark', '300']) {
    const { status, stderr } = await restore('noisy.png', [
      '-o',
      'x.png',
      '--operator',
      'fade',
      '--black',
      levels,
    ]);
    expect([status, stderr]).toEqual([2, 'Black must be levels from 0 to 239, one for each channel.\n']);
  }
});

test('a measurement accepts only numbers', async () => {
  const args = ['degrade', photo('noisy.png'), '-o', 'out.png', '--operator', 'denoise', '--noise', 'auto'];
  const { status, stderr } = await run(args);
  expect([status, stderr]).toEqual([2, 'Noise must be a number of 8-bit levels from 0 to 127.\n']);
});
