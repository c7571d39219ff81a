import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { FAST, scene, succeeded, TINY, writeMask, writePicture, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '20'];
const SIDE = 128;

const { photo, beside, restore, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 300, 160);
  await writeSoft(at('small.png'), 48, 32);
  await sharp(at('small.png')).toColourspace('b-w').toFile(at('grey.png'));
  await writeMask(at('mask.png'), 48, 32, [10, 10, 5, 5]);
  await writePicture(at('flat.png'), new Uint8Array(SIDE * SIDE * 3).fill(128), SIDE, SIDE, 3);
});

async function bytes(args: readonly string[], name = 'p.png'): Promise<Buffer> {
  const result = await restore(name, ['-o', 'out.png', ...args]);
  expect(result).toMatchObject({ status: 0, stderr: '' });
  return readFile(result.at('out.png'));
}

describe('a restoration depends only on photo, recipe and seed:', () => {
  const tiled = [...DENOISE, '--tile', '128'];

  test.concurrent('the same seed gives the same bytes, on one thread and on two', async () => {
    const first = await bytes([...tiled, '--seed', '7', '--threads', '1']);
    expect((await bytes([...tiled, '--seed', '7', '--threads', '2'])).equals(first)).toBe(true);
    expect((await bytes([...tiled, '--seed', '7'])).equals(first)).toBe(true);
  });

  test.concurrent('another seed gives another picture', async () => {
    const pixels = async (seed: string) =>
      sharp(await bytes([...DENOISE, '--seed', seed], 'small.png'))
        .raw()
        .toBuffer();
    expect((await pixels('1')).equals(await pixels('2'))).toBe(false);
  });

  test.concurrent('the default seed is 0', async () => {
    const given = await bytes([...DENOISE, '--seed', '0'], 'small.png');
    expect((await bytes(DENOISE, 'small.png')).equals(given)).toBe(true);
  });
});

describe('the tone of the result', () => {
  const toned = async (name: string, tone: string) =>
    sharp(await bytes([...DENOISE, '--tone', tone], name))
      .raw()
      .toBuffer({ resolveWithObject: true });

  test.concurrent('is black and white or brown if requested, and the photo’s own with keep', async () => {
    const own = await sharp(await bytes(DENOISE, 'small.png'))
      .raw()
      .toBuffer();
    expect((await toned('small.png', 'keep')).data.equals(own)).toBe(true);
    const [neutral, sepia] = [await toned('small.png', 'neutral'), await toned('small.png', 'sepia')];
    for (let i = 0; i < own.length; i += 3) {
      const [red, green, blue] = sepia.data.subarray(i, i + 3);
      expect(red >= green && green >= blue).toBe(true);
      const luma = Math.round(0.299 * own[i] + 0.587 * own[i + 1] + 0.114 * own[i + 2]);
      expect([...neutral.data.subarray(i, i + 3)]).toEqual([luma, luma, luma]);
    }
  });

  test.concurrent('makes a colour file from a grey photo, and an unknown one is refused', async () => {
    expect((await toned('grey.png', 'sepia')).info.channels).toBe(3);
    const refused = await restore('grey.png', ['-o', 'out.png', ...DENOISE, '--tone', 'blue']);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain('neutral or sepia');
  });
});

describe('several samples', () => {
  test.concurrent('are separate, different files, and the first equals that of a single run', async () => {
    const result = await restore('small.png', ['-o', 'out.png', ...DENOISE, '--samples', '3', '--json']);
    expect(result.files).toEqual(['out-1.png', 'out-2.png', 'out-3.png']);
    expect(JSON.parse(result.stdout)).toMatchObject({ outputs: result.files, calls: 6 });
    const samples = await Promise.all(result.files.map((name) => readFile(result.at(name))));
    // Compares pixels, since the metadata differ: they name the number of samples.
    const pixels = await Promise.all(samples.map((sample) => sharp(sample).raw().toBuffer()));
    expect(new Set(pixels.map((sample) => sample.toString('base64'))).size).toBe(3);
    const single = await sharp(await bytes(DENOISE, 'small.png'))
      .raw()
      .toBuffer();
    expect(single.equals(pixels[0] ?? Buffer.of())).toBe(true);
  });

  test.concurrent('are named by the stem of the output', async () => {
    const result = await restore('small.png', ['-o', './a.b.tif', ...DENOISE, '--samples', '2']);
    expect(result.files).toEqual(['a.b-1.tif', 'a.b-2.tif']);
  });
});

describe('what is printed', () => {
  test.concurrent('with --json is one object with exactly the known fields', async () => {
    const mask = ['--operator', 'inpaint', '--mask', photo('mask.png')];
    const { status, stdout, stderr } = await restore('small.png', ['-o', 'out.png', ...mask, '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\{.*\}\n$/);
    const card = JSON.parse(await readFile(TINY.replace('.onnx', '.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual({
      photo: photo('small.png'),
      operator: 'inpaint',
      repairs: 'inpaint',
      noise: 0,
      grain: 0,
      blur: null,
      black: null,
      white: null,
      edges: 0,
      seed: 0,
      steps: 2,
      detail: 0.7,
      eta: 1,
      exactPosterior: false,
      calls: 2,
      provider: 'cpu',
      seconds: expect.any(Number),
      sampleSeconds: expect.any(Number),
      denoiserSeconds: expect.any(Number),
      width: 48,
      height: 32,
      tiles: 1,
      peakMemoryMB: expect.any(Number),
      changedPixels: expect.any(Number),
      damaged: null,
      model: { version: card.version, sha256: card.sha256 },
      tone: 'free',
      toneDistance: null,
      warnings: [],
      outputs: ['out.png'],
    });
    const { seconds, sampleSeconds, denoiserSeconds } = JSON.parse(stdout);
    expect(denoiserSeconds).toBeGreaterThan(0);
    expect(sampleSeconds).toBeGreaterThanOrEqual(denoiserSeconds);
    expect(seconds).toBeGreaterThan(sampleSeconds);
  });

  test.concurrent('says how much detail was drawn, and which results are exact samples', async () => {
    const mask = ['--operator', 'inpaint', '--mask', photo('mask.png')];
    const report = async (words: readonly string[]) => {
      const result = succeeded(await restore('small.png', ['-o', 'out.png', ...mask, ...words, '--json']));
      return { ...JSON.parse(result.stdout), samples: await readFile(result.at('out.png')) };
    };
    const [mean, preview, full, again] = await Promise.all([
      report(['--detail', '0']),
      report(['--preview']),
      report(['--detail', '1']),
      report(['--detail', '1']),
    ]);
    expect(mean).toMatchObject({ steps: 1, calls: 1, detail: 0, eta: 0, exactPosterior: false });
    expect(preview).toMatchObject({ steps: 1, detail: 0, samples: mean.samples });
    expect(full).toMatchObject({ steps: 2, detail: 1, eta: 1, exactPosterior: true, samples: again.samples });
    expect(full.samples).not.toEqual(mean.samples);
  });

  test.concurrent('for a request that the network was not trained on contains a warning', async () => {
    const args = ['-o', 'out.png', '--operator', 'upscale', '--scale', '3', '--json'];
    const { status, stdout, stderr } = await restore('small.png', args);
    expect(stderr).toMatch(/^The network .* was not trained on enlarging by 3 [^\n]*\n$/);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [stderr.trimEnd()], changedPixels: null });
  });

  test.concurrent('says why a named provider cannot run, with status 2', async () => {
    const args = ['restore', photo('small.png'), photo('p.png'), '-o', 'out/', ...DENOISE, ...FAST];
    for (const words of [[], ['--dry-run']]) {
      const { status, stderr, files } = await run([...args, '--provider', 'dml', ...words]);
      expect(stderr).toMatch(
        /^DirectML was not used: [^\n]+\. Give --provider auto, which takes [^\n]+\.\n$/,
      );
      expect({ status, files }).toEqual({ status: 2, files: [] });
    }
  });

  test.concurrent('says what ran instead of a provider that a recipe names', async () => {
    const recipe = { operator: 'denoise', noise: 20, provider: 'dml', steps: 1 };
    await writeFile(beside('dml.json'), JSON.stringify(recipe));
    const words = ['--recipe', beside('dml.json'), '--model', TINY, '--json'];
    const { status, stdout, stderr } = await run(['restore', photo('small.png'), '-o', 'out.png', ...words]);
    expect(stderr).toMatch(/^DirectML was not used: [^\n]+\n$/);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ provider: 'cpu', warnings: [stderr.trimEnd()] });
  });

  test.concurrent('does not mention unused graphics cards at every run', async () => {
    const args = ['restore', photo('small.png'), '-o', 'quiet.png', ...DENOISE, ...FAST, '--json'];
    const { status, stdout, stderr } = await run([...args, '--provider', 'auto']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [] });
  });

  test.concurrent('without --json is one line', async () => {
    const { stdout } = await restore('small.png', ['-o', 'out.png', ...DENOISE, '--preview']);
    expect(stdout).toMatch(/^out\.png: 48x32, mean, \d+\.\d s on the processor\n$/);
  });

  test.concurrent('of --help names every option and goes to stdout', async () => {
    for (const command of ['restore', 'degrade']) {
      const { status, stdout, stderr } = await run([command, '--help']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/--operator[\s\S]*--noise[\s\S]*--mask[\s\S]*--seed[\s\S]*--json/);
    }
    expect(await run(['--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('degrade', () => {
  /** What is left of a picture without its middle grey, in levels. */
  async function residual(path: string): Promise<number[]> {
    return [...(await sharp(path).raw().toBuffer())].map((value) => value - 128);
  }

  /** Pearson's correlation. */
  function correlation(a: readonly number[], b: readonly number[]): number {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [ma, mb] = [mean(a), mean(b)];
    const product = (u: readonly number[], mu: number, v: readonly number[], mv: number) =>
      mean(u.map((value, i) => (value - mu) * ((v[i] ?? 0) - mv)));
    return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
  }

  test.concurrent('draws noise that restore with the same seed does not draw', async () => {
    const degraded = async (...args: string[]) => {
      const result = await run([
        'degrade',
        photo('flat.png'),
        '-o',
        'y.png',
        '--operator',
        'denoise',
        ...args,
      ]);
      return residual(result.at('y.png'));
    };
    const restored = async (...args: string[]) => {
      const result = await restore('flat.png', ['-o', 'x.png', '--operator', 'denoise', ...args]);
      return residual(result.at('x.png'));
    };
    const noise = await degraded('--noise', '20', '--seed', '0');
    const chance = 5 / Math.sqrt(noise.length);
    expect(Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / noise.length)).toBeCloseTo(20, 0);
    const sample = await restored('--noise', '127', '--seed', '0');
    expect(Math.abs(correlation(noise, sample))).toBeLessThan(chance);
    // What is measured here can be seen: either program shares its noise with itself, whatever the level.
    expect(correlation(sample, await restored('--noise', '100', '--seed', '0'))).toBeGreaterThan(10 * chance);
    expect(correlation(noise, await degraded('--noise', '10', '--seed', '0'))).toBeGreaterThan(0.99);
    expect(Math.abs(correlation(noise, await degraded('--noise', '20', '--seed', '1')))).toBeLessThan(chance);
  });

  test.concurrent('writes nothing but its measurement, and says so in one line', async () => {
    const args = [
      'degrade',
      photo('small.png'),
      '-o',
      'y.png',
      '--operator',
      'upscale',
      '--scale',
      '2',
      '--json',
    ];
    const result = await run(args);
    expect(result).toMatchObject({ status: 0, stderr: '', files: ['y.png'] });
    expect(JSON.parse(result.stdout)).toEqual({
      operator: 'upscale',
      seed: 0,
      width: 24,
      height: 16,
      output: 'y.png',
    });
  });

  test.concurrent('makes a JPEG of the quality asked for', async () => {
    const result = await run([
      'degrade',
      photo('small.png'),
      '-o',
      'y.jpg',
      '--operator',
      'jpeg',
      '--quality',
      '12',
    ]);
    const again = await sharp(photo('small.png'))
      .jpeg({ quality: 12, chromaSubsampling: '4:2:0' })
      .toBuffer();
    expect(await sharp(result.at('y.jpg')).raw().toBuffer()).toEqual(await sharp(again).raw().toBuffer());
  });
});

test('the real network restores, from degrade to result, closer to the photo than what it was given', async () => {
  const y = await run([
    'degrade',
    photo('small.png'),
    '-o',
    'y.png',
    '--operator',
    'denoise',
    '--noise',
    '25',
  ]);
  const args = ['-o', 'x.png', '--operator', 'denoise', '--noise', '25', '--preview', '--provider', 'cpu'];
  const x = await run(['restore', y.at('y.png'), ...args]);
  expect(x).toMatchObject({ status: 0, stderr: '' });
  const original = await sharp(photo('small.png')).raw().toBuffer();
  const error = async (path: string) =>
    (await sharp(path).raw().toBuffer()).reduce(
      (sum, value, i) => sum + (value - (original[i] ?? 0)) ** 2,
      0,
    );
  expect(await error(x.at('x.png'))).toBeLessThan(0.5 * (await error(y.at('y.png'))));
});

test('scratches on a JPEG and its blocks are repaired at once, inside the marks and outside', async () => {
  const words = ['--operator', 'inpaint,jpeg', '--mask', photo('mask.png')];
  const worn = await run(['degrade', photo('small.png'), '-o', 'y.jpg', ...words, '--quality', '10']);
  expect(worn).toMatchObject({ status: 0, stderr: '' });
  const result = await run([
    'restore',
    worn.at('y.jpg'),
    '-o',
    'x.png',
    ...words,
    '--preview',
    '--provider',
    'cpu',
    '--json',
  ]);
  expect(result.status).toBe(0);
  expect(JSON.parse(result.stdout)).toMatchObject({
    operator: 'inpaint,jpeg',
    warnings: [expect.stringContaining('not trained on inpaint and jpeg at once')],
  });
  const original = await sharp(photo('small.png')).raw().toBuffer();
  const errors = async (path: string) => {
    const sums = { marked: 0, unmarked: 0 };
    (await sharp(path).raw().toBuffer()).forEach((value, i) => {
      const [x, y] = [Math.floor(i / 3) % 48, Math.floor(i / 3 / 48)];
      const inside = x >= 10 && x < 15 && y >= 10 && y < 15;
      sums[inside ? 'marked' : 'unmarked'] += (value - (original[i] ?? 0)) ** 2;
    });
    return sums;
  };
  const [before, after] = [await errors(worn.at('y.jpg')), await errors(result.at('x.png'))];
  expect(after.marked).toBeLessThan(0.5 * before.marked);
  expect(after.unmarked).toBeLessThan(before.unmarked);
});
