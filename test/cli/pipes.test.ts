import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { FAST, PROGRAM, scene, succeeded, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise', '--noise', '20', ...FAST];

const { photo, beside, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 48, 32);
  await sharp(at('p.png')).jpeg().toFile(at('p.jpg'));
});

async function pixels(file: string | Buffer): Promise<Buffer> {
  return sharp(file).raw().toBuffer();
}

describe('restore', () => {
  test('reads standard input and writes nothing but the picture to standard output', async () => {
    const input = await readFile(photo('p.png'));
    const piped = await run(['restore', '-', '-o', '-', ...DENOISE], { input });
    expect(piped.status).toBe(0);
    expect(piped.stderr).toMatch(/^-: 48x32, .* on the processor\n$/);
    expect(piped.files).toEqual([]);
    expect(await sharp(piped.bytes).metadata()).toMatchObject({ format: 'png', width: 48, height: 32 });
    const { at } = succeeded(await run(['restore', photo('p.png'), '-o', 'out.png', ...DENOISE]));
    expect(piped.bytes.equals(await readFile(at('out.png')))).toBe(true);
  });

  test('prints its report to stderr if the picture goes to stdout', async () => {
    const { status, stderr, bytes } = await run(['restore', photo('p.jpg'), '-o', '-', '--json', ...DENOISE]);
    expect(status).toBe(0);
    expect(JSON.parse(stderr)).toMatchObject({ photo: photo('p.jpg'), outputs: ['-'], width: 48 });
    expect((await sharp(bytes).metadata()).format).toBe('jpeg');
  });

  test('writes the requested format', async () => {
    const words = ['restore', photo('p.png'), '-o', '-', '--format', 'tiff', ...DENOISE];
    const { bytes } = await run(words);
    expect((await sharp(bytes).metadata()).format).toBe('tiff');
    const { at } = succeeded(await run(['restore', photo('p.png'), '-o', 'out.tif', ...DENOISE]));
    expect((await pixels(bytes)).equals(await pixels(at('out.tif')))).toBe(true);
  });

  test('names what comes from standard input by its content in a folder', async () => {
    const input = await readFile(photo('p.jpg'));
    const { stdout } = succeeded(await run(['restore', '-', '-o', 'out/', ...DENOISE], { input }));
    expect(stdout).toMatch(/^out\/stdin\.jpg: 48x32/);
  });

  test.each([
    ['nothing', ['-', '-o', 'out.png'], '', /^Standard input is empty; send it a photo\.$/],
    ['no picture', ['-', '-o', '-'], 'Dear diary', /^standard input is not a picture that can be read; /],
    ['several for standard output', ['-', '@p.png', '-o', '-'], '', /^Standard output takes one photo; /],
    [
      'samples for standard output',
      ['@p.png', '-o', '-', '--samples=2'],
      '',
      /^Standard output takes one picture/,
    ],
  ])('refuses %s in a sentence', async (_, words, input, sentence) => {
    const args = words.map((word) => (word.startsWith('@') ? photo(word.slice(1)) : word));
    const { status, stderr } = await run(['restore', ...DENOISE, ...args], { input: Buffer.from(input) });
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(status).toBe(2);
  });

  test('fails in a sentence if the reader of its picture ends early', () => {
    const folder = mkdtempSync(beside('cut-'));
    const command = [process.execPath, PROGRAM, 'restore', photo('p.png'), '-o', '-', ...DENOISE];
    const shell = `set -o pipefail; "$@" | true`;
    const { status, stderr } = spawnSync('bash', ['-c', shell, 'sh', ...command], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe("Standard output couldn't be written to: its reader ended before the picture did.\n");
    expect(status).toBe(1);
  });
});
