import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { scene, succeeded, writeMask, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '10'];

const { photo, restore, run } = scene(async (at) => {
  await writeSoft(at('one.png'), 1, 1);
  await writeSoft(at('seven.png'), 7, 5);
  await writeMask(at('seven-mask.png'), 7, 5, [2, 1, 2, 2]);
  await writeMask(at('one-mask.png'), 1, 1, [0, 0, 1, 1]);
  await writeSoft(at('wide.png'), 20000, 50);
});

describe('the smallest photos are restored by every operator:', () => {
  const operators = [
    'denoise --noise 5',
    'colorize',
    'upscale --scale 2',
    'upscale --scale 5',
    'deblur-gaussian --blur 0.5',
    'deblur-gaussian --blur 20',
    'deblur-motion --length 200 --angle 33',
    'jpeg --quality 20',
  ];
  const rows = operators.flatMap((words) => [
    [words, 'one.png', 1, 1] as const,
    [words, 'seven.png', 7, 5] as const,
  ]);
  test.concurrent.each(rows)('%s of %s', async (words, name, width, height) => {
    const scale = Number(/--scale (\d)/.exec(words)?.[1] ?? 1);
    const result = succeeded(await restore(name, ['-o', 'out.png', '--operator', ...words.split(' ')]));
    expect(await sharp(result.at('out.png')).metadata()).toMatchObject({
      width: width * scale,
      height: height * scale,
    });
  });

  test.concurrent('inpaint of 7x5', async () => {
    const mask = ['--operator', 'inpaint', '--mask', photo('seven-mask.png')];
    const result = succeeded(await restore('seven.png', ['-o', 'out.png', ...mask]));
    expect(await sharp(result.at('out.png')).metadata()).toMatchObject({ width: 7, height: 5 });
  });

  test.concurrent('inpaint of one pixel says that nothing is left to restore from', async () => {
    const mask = ['--operator', 'inpaint', '--mask', photo('one-mask.png')];
    const { status, stderr } = await restore('one.png', ['-o', 'out.png', ...mask]);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/marks the whole photo/),
    });
  });

  test.concurrent('degrade keeps them, or says that they are too small', async () => {
    const blurred = await run([
      'degrade',
      photo('seven.png'),
      '-o',
      'y.png',
      '--operator',
      'deblur-gaussian',
      '--blur',
      '3',
    ]);
    expect(blurred.status).toBe(0);
    const { status, stderr } = await run([
      'degrade',
      photo('one.png'),
      '-o',
      'y.png',
      '--operator',
      'upscale',
      '--scale',
      '2',
    ]);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/too small to be made 2 times/),
    });
  });
});

test('a photo of 20000x50 pixels is restored', async () => {
  const result = succeeded(await restore('wide.png', ['-o', 'out.png', ...DENOISE, '--json']));
  expect(JSON.parse(result.stdout)).toMatchObject({ width: 20000, height: 50 });
  expect(await sharp(result.at('out.png')).metadata()).toMatchObject({ width: 20000, height: 50 });
});
