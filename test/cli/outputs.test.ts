import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { noise } from '../imaging/support';
import { scene, writePicture, writeSoft } from './support';

const DENOISE = ['--operator', 'denoise'];
const SIDE = 200;

const { photo, beside, restore, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 64, 48);
  await writeSoft(at('alpha.png'), 64, 48, 4);
  await writePicture(at('grainy.png'), noise(SIDE * SIDE * 3, 8), SIDE, SIDE, 3);
  await writeSoft(at('p-2.png'), 64, 48);
  await link(at('p.png'), at('hard.png'));
  await symlink(at('p.png'), at('soft.png'));
});

/** Small file systems in memory, which only root can mount. */
const disks: string[] = [];
let mountable = false;

/** A disk of the given size in kilobytes; read-only on request. */
function mountDisk(name: string, kilobytes: number, readOnly = false): string {
  const path = beside(name);
  mkdirSync(path);
  const options = `size=${kilobytes}k${readOnly ? ',ro' : ''}`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  disks.push(path);
  return path;
}

beforeAll(() => {
  try {
    mountDisk('trial', 16);
    mountable = true;
  } catch {
    mountable = false;
  }
});

afterAll(() => {
  for (const path of disks) execFileSync('umount', [path]);
});

function needMount(context: TestContext): void {
  context.skip(!mountable, 'only root can mount a small file system to fill');
}

describe('an output that would replace the photo is refused under any name:', () => {
  const names = ['p.png', './p.png', '../photos/p.png', 'hard.png', 'soft.png'];
  test.concurrent.each(names)('%s', async (name) => {
    const { status, stderr } = await restore('p.png', ['-o', `${photo('')}/${name}`, ...DENOISE]);
    expect(stderr).toMatch(/is the photo itself; choose another name, so that the original stays/);
    expect(status).toBe(2);
  });

  test('as one of several samples', async () => {
    const { status, stderr } = await restore('p-2.png', [
      '-o',
      `${photo('')}/p.png`,
      ...DENOISE,
      '--samples',
      '2',
    ]);
    expect(stderr).toMatch(/p-2\.png is the photo itself/);
    expect(status).toBe(2);
  });
});

describe('an output that cannot be written is refused before the work:', () => {
  const rows: [string, string, string, RegExp][] = [
    [
      'in a folder that does not exist',
      'p.png',
      'none/out.png',
      /The folder .*none doesn't exist; create it/,
    ],
    ['as HEIC', 'p.png', 'out.heic', /can't be written as HEIC; name it \.jpg, \.png/],
    ['of no format', 'p.png', 'out', /out has no extension; name it/],
    ['transparency in a JPEG', 'alpha.png', 'out.jpg', /can't hold transparency as a JPEG; name it \.png/],
  ];
  test.concurrent.each(rows)('%s', async (_, name, out, sentence) => {
    const { status, stderr } = await restore(name, ['-o', out, ...DENOISE]);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });

  test('in a folder that is closed', async (context) => {
    const asRoot = process.geteuid?.() === 0;
    if (asRoot) needMount(context);
    const closed = asRoot ? mountDisk('closed', 16, true) : beside('closed');
    if (!asRoot) {
      mkdirSync(closed);
      chmodSync(closed, 0o555);
    }
    const { status, stderr } = await restore('p.png', ['-o', `${closed}/out.png`, ...DENOISE]);
    expect(stderr).toMatch(
      /The folder .*closed (is on a read-only disk|can't be written to); choose another/,
    );
    expect(status).toBe(2);
  });

  test('upscaled beyond what the format holds', async () => {
    const wide = beside('wide.png');
    await writeSoft(wide, 9000, 2, 1);
    const upscale = ['--operator', 'upscale', '--scale', '2', '--provider', 'cpu'];
    const { status, stderr } = await run(['restore', wide, '-o', 'out.webp', ...upscale]);
    expect(stderr).toMatch(/out\.webp can't hold 18000x4 pixels \(at most 16383 a side\)/);
    expect(status).toBe(2);
  });
});

for (const kind of ['png', 'jpg', 'tif', 'webp']) {
  test(`a disk that fills while a .${kind} is written is a failure in a sentence`, async (context) => {
    needMount(context);
    const full = mountDisk(`full-${kind}`, 40);
    await writeFile(`${full}/old.${kind}`, 'old');
    const best = kind === 'jpg' || kind === 'webp' ? ['--output-quality', '100'] : [];
    const args = ['-o', `old.${kind}`, '--overwrite', ...best, ...DENOISE];
    const { status, stderr } = await restore('grainy.png', args, { folder: full });
    expect(stderr).toMatch(/There is no space left to write old\.\w+; free some space or choose another/);
    expect(status).toBe(1);
    expect(await readFile(`${full}/old.${kind}`, 'utf8')).toBe('old');
  });
}

describe('a folder for working files that', () => {
  // The photo takes 120 KB as samples, twice that while it is decoded, and so does every sample of the result.
  const upscale = ['--operator', 'upscale', '--scale', '2'];
  const rows: [string, number, string[], RegExp][] = [
    [
      'fills while the photo is opened',
      160,
      DENOISE,
      /no space left to open .*grainy\.png .*free some space/,
    ],
    [
      'fills while samples are drawn',
      320,
      [...DENOISE, '--samples', '4'],
      /no space left for working files in .*; free some, or set TMPDIR/,
    ],
    [
      'fills while the result is encoded',
      760,
      upscale,
      /no space left for working files in .*; free some, or set TMPDIR/,
    ],
  ];
  for (const [what, kilobytes, args, sentence] of rows) {
    test(`${what} is a failure in a sentence`, async (context) => {
      needMount(context);
      const env = { TMPDIR: mountDisk(`tmp-${kilobytes}`, kilobytes) };
      const { status, stderr } = await restore('grainy.png', ['-o', 'out.png', ...args], { env });
      expect(stderr).toMatch(sentence);
      expect(status).toBe(1);
      expect(execFileSync('ls', ['-A', env.TMPDIR], { encoding: 'utf8' })).toBe('');
    });
  }

  test('does not exist, or is read-only, is a failure in a sentence', async (context) => {
    const missing = await restore('p.png', ['-o', 'out.png', ...DENOISE], {
      env: { TMPDIR: beside('gone') },
    });
    expect(missing.stderr).toMatch(
      /The folder for working files in .*gone is gone; create it, or set TMPDIR/,
    );
    expect(missing.status).toBe(1);
    needMount(context);
    const env = { TMPDIR: mountDisk('sealed', 16, true) };
    const sealed = await restore('p.png', ['-o', 'out.png', ...DENOISE], { env });
    expect(sealed.stderr).toMatch(
      /Working files can't be written in .*sealed; make it writable, or set TMPDIR/,
    );
    expect(sealed.status).toBe(1);
  });
});

test('an existing file with the output’s name is replaced', async () => {
  const folder = beside('replace');
  await mkdir(folder);
  await writeFile(`${folder}/out.png`, 'old');
  const { status, files } = await restore('p.png', ['-o', 'out.png', '--overwrite', ...DENOISE], { folder });
  expect({ status, files }).toEqual({ status: 0, files: ['out.png'] });
});
