import { mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { noisy, plane } from '../analysis/support';
import { FAST, scene, succeeded, TINY, writePicture } from './support';

const [WIDTH, HEIGHT] = [160, 128];
const SCRATCH = 60;

/** Soft grey shades with a little grain, and `scratches` white ones of two pixels from top to bottom. */
async function writeShades(path: string, scratches: number): Promise<void> {
  const shades = plane(WIDTH, HEIGHT, (x, y) => 100 + 40 * Math.sin(x / 31) * Math.cos(y / 37));
  const samples = Uint8Array.from(noisy(shades, 2).data);
  for (let k = 0; k < scratches; k++)
    for (let y = 4; y < HEIGHT - 4; y++) {
      const at = y * WIDTH + ((SCRATCH + 24 * k) % WIDTH);
      samples.fill(255, at, at + 2);
    }
  await writePicture(path, samples, WIDTH, HEIGHT, 1);
}

const INPAINT = ['-o', 'out.png', '--operator', 'inpaint', '--mask', 'auto'];

const { photo, restore, run } = scene(async (at) => {
  await mkdir(at('album'));
  await writeShades(at('scratched.png'), 1);
  await writePicture(at('flat.png'), new Uint8Array(WIDTH * HEIGHT).fill(120), WIDTH, HEIGHT, 1);
  await writeShades(at('album/few.png'), 1);
  await writeShades(at('album/many.png'), 6);
  await writeFile(at('album/camera.nef'), 'raw');
  await writeFile(at('recipe.json'), JSON.stringify({ operator: 'inpaint', provider: 'cpu', steps: 2 }));
});

describe('a mask of auto', () => {
  test('marks the damage that is found in the photo, and the report says how much', async () => {
    const { stdout, at } = succeeded(await restore('scratched.png', [...INPAINT, '--json']));
    const { operator, damaged } = JSON.parse(stdout);
    expect(operator).toBe('inpaint');
    expect(damaged).toBeGreaterThan(0.01);
    const pixels = await sharp(at('out.png')).extractChannel(0).raw().toBuffer();
    const before = await sharp(photo('scratched.png')).extractChannel(0).raw().toBuffer();
    expect(pixels[(HEIGHT / 2) * WIDTH + SCRATCH]).toBeLessThan(240);
    const same = pixels.filter((value, i) => value === before[i]).length;
    expect(same / pixels.length).toBeGreaterThanOrEqual(1 - damaged - 1e-4);
  });

  test('leaves a photo alone if more than the limit is marked', async () => {
    const { status, stderr } = await restore('scratched.png', [...INPAINT, '--limit', '0.005']);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /scratched\.png was left alone: \d\.\d+ % of it look damaged, which is more than the limit of 0\.5 %;/,
    );
  });

  test('that marks nothing leaves the photo to the other operators, or alone', async () => {
    const alone = await restore('flat.png', INPAINT);
    expect(alone.status).toBe(2);
    expect(alone.stderr).toMatch(/flat\.png was left alone: no scratches or dust were found/);
    const others = ['-o', 'out.png', '--operator', 'inpaint,denoise', '--mask', 'auto', '--noise', '5'];
    const { operator, damaged } = JSON.parse(
      succeeded(await restore('flat.png', [...others, '--json'])).stdout,
    );
    expect([operator, damaged]).toEqual(['denoise', 0]);
  });

  test('skips an undamaged photo whose result goes to a folder, with its line of JSON', async () => {
    const folder = ['-o', 'results/', '--operator', 'inpaint', '--mask', 'auto', '--json'];
    for (const more of [[], ['--dry-run']]) {
      const { status, stdout, stderr, files } = await restore('flat.png', [...folder, ...more]);
      expect([status, stderr, files]).toEqual([0, '', []]);
      expect(JSON.parse(stdout)).toEqual({
        photo: photo('flat.png'),
        skipped: expect.stringMatching(/no scratches or dust were found/),
      });
    }
  });

  test('lets a batch continue, and lists the photos that were left alone', async () => {
    const args = ['batch', photo('album'), '-o', 'out', '--recipe', photo('recipe.json'), '--model', TINY];
    const { stdout, stderr, status, at } = await run([
      ...args,
      ...['--mask', 'auto', '--limit', '0.05', '--data', 'data', '--lists', 'lists'],
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 done \(1 now\), 0 failed, 2 skipped/);
    expect(stderr).toMatch(/^camera\.nef was skipped: a RAW file; develop it to TIFF or JPEG first\.$/m);
    expect(stderr).toMatch(/^many\.png was skipped: \d+\.?\d* % of it look damaged, /m);
    expect(await readFile(at('lists/skipped.csv'), 'utf8')).toMatch(/many\.png.*look damaged/);
    expect((await sharp(at('out/few.png')).metadata()).width).toBe(WIDTH);
  });

  test.each([
    [
      'for a recipe without inpaint',
      ['--operator', 'denoise', '--mask', 'auto'],
      /^Mask is only for the operator inpaint/,
    ],
    [
      'as a limit alone',
      ['--operator', 'denoise', '--limit', '0.1'],
      /^Sensitivity and limit are for damage/,
    ],
    ['beyond 1', [...INPAINT.slice(2), '--limit', '2'], /^Limit must be a number from 0 to 1\.$/m],
  ])('is refused %s', async (_, args, sentence) => {
    const { status, stderr } = await restore('scratched.png', ['-o', 'out.png', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});

describe('a recipe by its name', () => {
  test('repairs the damage that is found in the photo, and options change the recipe', async () => {
    const args = ['restore', photo('scratched.png'), '-o', 'out.png', '--recipe', 'scanned-slide', '--json'];
    const first = JSON.parse(succeeded(await run([...args, ...FAST])).stdout);
    expect(first.operator).toBe('inpaint,denoise');
    expect(first.noise).toBeGreaterThan(0.5);
    expect(first.noise).toBeLessThan(5);
    const other = JSON.parse(succeeded(await run([...args, ...FAST, '--noise', '7', '--seed', '4'])).stdout);
    expect(other).toMatchObject({ operator: 'inpaint,denoise', noise: 7, seed: 4 });
  });

  test('leaves out the JPEG operator if the photo is not a JPEG', async () => {
    const args = ['restore', photo('flat.png'), '-o', 'out.png', '--recipe', 'small-web', '--json'];
    const { operator, width } = JSON.parse(succeeded(await run([...args, ...FAST])).stdout);
    expect([operator, width]).toEqual(['upscale', 2 * WIDTH]);
  });

  test('that is unknown is taken for a file, and is refused beside operators', async () => {
    const args = ['restore', photo('flat.png'), '-o', 'out.png', '--recipe'];
    const unknown = await run([...args, 'new-photo']);
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      "The recipe new-photo can't be read; check its name.\n",
    ]);
    const both = await run([...args, 'old-photo', '--operator', 'denoise']);
    expect(both.stderr).toBe('Give --operator or --recipe, which has operators of its own.\n');
    const { stdout } = await run(['batch', '--help']);
    for (const name of ['old-photo', 'night-phone', 'small-web', 'scanned-slide', 'worn-jpeg'])
      expect(stdout).toMatch(new RegExp(`^ +${name} +\\w`, 'm'));
  });
});
