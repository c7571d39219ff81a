import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { listPhotos } from '../../src-main/cli/detect-photos';
import { noisy, plane } from '../analysis/support';
import { FAST, scene, succeeded, writePicture } from './support';

const [WIDTH, HEIGHT] = [160, 128];
const SCRATCH = 60;

/** Soft grey shades with a little grain, with a white scratch of two pixels from top to bottom if asked. */
async function writeShades(path: string, scratched: boolean): Promise<void> {
  const shades = plane(WIDTH, HEIGHT, (x, y) => 100 + 40 * Math.sin(x / 31) * Math.cos(y / 37));
  const samples = Uint8Array.from(noisy(shades, 2).data);
  for (let y = 4; scratched && y < HEIGHT - 4; y++)
    samples.fill(255, y * WIDTH + SCRATCH, y * WIDTH + SCRATCH + 2);
  await writePicture(path, samples, WIDTH, HEIGHT, 1);
}

const { photo, run } = scene(async (at) => {
  for (const folder of ['album', 'album/trip', 'album/mixed']) await mkdir(at(folder));
  await writeShades(at('album/whole.png'), false);
  await writeShades(at('album/trip/old.png'), true);
  await writeShades(at('album/mixed/twin.png'), true);
  await writeShades(at('album/mixed/twin.tif'), true);
  await writeShades(at('scratched.png'), true);
  await mkdir(at('copy'));
  await writeShades(at('copy/whole.png'), true);
  await writeFile(at('bad.jpg'), 'no picture');
  const page = await sharp(at('scratched.png')).raw().toBuffer();
  await sharp(Buffer.concat([page, page]), {
    raw: { width: WIDTH, height: 2 * HEIGHT, channels: 3, pageHeight: HEIGHT },
  })
    .tiff()
    .toFile(at('pages.tif'));
});

function lines(stdout: string) {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('detect', () => {
  test('reports how much of a photo is marked, which is more at a higher sensitivity', async () => {
    const { stdout } = succeeded(await run(['detect', photo('scratched.png'), '--json']));
    const [{ marked, ...found }] = lines(stdout);
    expect(found).toEqual({ photo: photo('scratched.png'), width: WIDTH, height: HEIGHT, mask: null });
    const scratch = (2 * (HEIGHT - 8)) / (WIDTH * HEIGHT);
    expect(marked).toBeGreaterThan(0.8 * scratch);
    expect(marked).toBeLessThan(4 * scratch);
    const all = await run(['detect', photo('scratched.png'), '--json', '--sensitivity', '1']);
    expect(lines(all.stdout)[0].marked).toBeGreaterThan(marked);
  });

  test('writes a mask that is white where the photo is damaged, and that restore reads', async () => {
    const { at, stdout } = succeeded(await run(['detect', photo('scratched.png'), '-o', 'masks']));
    expect(stdout).toMatch(/scratched\.png: \d\.\d\d % marked\n$/);
    const mask = sharp(at('masks/scratched.png'));
    expect(await mask.metadata()).toMatchObject({ width: WIDTH, height: HEIGHT, channels: 1 });
    const values = await mask.extractChannel(0).raw().toBuffer();
    const marked = (column: number) => {
      const rows = Array.from({ length: HEIGHT }, (_, y) => values[y * WIDTH + column]);
      return rows.filter((value) => value > 127).length / HEIGHT;
    };
    expect(marked(SCRATCH)).toBeGreaterThan(0.7);
    expect(marked(SCRATCH + 40)).toBeLessThan(0.1);
    const args = ['-o', 'out.png', '--operator', 'inpaint', '--mask', at('masks/scratched.png')];
    const restored = succeeded(await run(['restore', photo('scratched.png'), ...args, ...FAST]));
    const pixels = await sharp(restored.at('out.png')).extractChannel(0).raw().toBuffer();
    expect(pixels[(HEIGHT / 2) * WIDTH + SCRATCH]).toBeLessThan(230);
  });

  test('searches folders, and names masks so that a batch finds them', async () => {
    const { at, stdout } = succeeded(await run(['detect', photo('album'), '-o', 'masks', '--json']));
    const masks = Object.fromEntries(lines(stdout).map(({ photo: path, mask }) => [path, mask]));
    expect(masks).toEqual({
      [photo('album/whole.png')]: at('masks/whole.png'),
      [photo('album/trip/old.png')]: at('masks/trip/old.png'),
      [photo('album/mixed/twin.png')]: at('masks/mixed/twin.png.png'),
      [photo('album/mixed/twin.tif')]: at('masks/mixed/twin.tif.png'),
    });
    for (const mask of Object.values(masks)) expect((await sharp(String(mask)).metadata()).width).toBe(WIDTH);
  });

  test('puts masks beside photos without replacing one, and knows them the next time', async () => {
    const { at } = succeeded(
      await run(['degrade', photo('scratched.png'), '-o', 'a.png', '--operator', 'denoise']),
    );
    const folder = at('');
    const before = await sharp(at('a.png')).raw().toBuffer();
    for (let time = 0; time < 2; time++) {
      const { stdout, files } = succeeded(
        await run(['detect', '.', '-o', '.', '--json', '--overwrite'], { folder }),
      );
      expect(lines(stdout).map(({ mask }) => mask)).toEqual([at('a-mask.png')]);
      expect(files).toEqual(['a-mask.png', 'a.png']);
    }
    expect((await sharp(at('a.png')).raw().toBuffer()).equals(before)).toBe(true);
  });

  test('continues after an unreadable photo, which gives one sentence and status 3', async () => {
    const { status, stdout, stderr, files } = await run([
      'detect',
      photo('bad.jpg'),
      photo('scratched.png'),
      '-o',
      'masks',
    ]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^\S*bad\.jpg is not a picture that can be read; [^\n]*\.\n$/);
    expect(stdout).toMatch(/^\S*scratched\.png: \d\.\d\d % marked\n$/);
    expect(files).toEqual(['masks']);
    const told = await run(['detect', photo('bad.jpg'), photo('scratched.png'), '--json']);
    expect(told.stderr).toBe('');
    expect(lines(told.stdout)[0]).toEqual({
      photo: photo('bad.jpg'),
      failed: expect.stringContaining('is not a picture'),
    });
  });

  test('refuses one photo that cannot be read, and a mask for several pages', async () => {
    expect(await run(['detect', photo('no.png')])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no\.png doesn't exist/),
    });
    const { status, stderr } = await run(['detect', photo('pages.tif'), '-o', '.']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/pages\.tif has 2 pages and a mask has one; use --mask auto\.$/m);
    expect(succeeded(await run(['detect', photo('pages.tif')])).stdout).toMatch(/marked/);
  });

  test.each(['2', '-0.1', 'much'])('refuses a sensitivity of %s', async (value) => {
    const { status, stderr } = await run(['detect', photo('scratched.png'), `--sensitivity=${value}`]);
    expect([status, stderr]).toEqual([2, '--sensitivity must be a number from 0 to 1.\n']);
  });

  test('gives photos of one name from two folders a mask each', async () => {
    const { photos } = await listPhotos(
      [photo('album'), photo('copy')],
      photo('masks'),
      new AbortController().signal,
    );
    const masks = photos.map(({ mask }) => mask);
    expect(new Set(masks).size).toBe(photos.length);
    expect(masks).toContain(photo('masks/whole.png.png'));
    expect(masks).toContain(photo('masks/whole.png-2.png'));
  });
});
