import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePhoto } from '../../src-main/imaging/decode';
import { encodePhoto } from '../../src-main/imaging/encode';
import { checkOutput, outputFormat, writeAtomically } from '../../src-main/imaging/output';
import { temporaryIn } from '../../src-main/imaging/unfinished';
import { noise, rawPicture, refusal, workFolder, writeTags } from './support';

const folder = workFolder();
let photo = '';

beforeAll(async () => {
  photo = folder.at('photo.jpg');
  await sharp({ create: { width: 32, height: 32, channels: 3, background: 'teal' } })
    .jpeg()
    .toFile(photo);
});

async function expectRefusal(out: string, sentence: RegExp): Promise<void> {
  const error = await refusal(checkOutput(photo, out));
  expect(error.badRequest).toBe(true);
  expect(error.message).toMatch(sentence);
}

describe('an output is refused before any work', () => {
  test('when it is the photo, by whatever name', async () => {
    await symlink(photo, folder.at('link.jpg'));
    await link(photo, folder.at('hard.jpg'));
    await symlink(folder.at('.'), folder.at('folder-link'));
    for (const out of [photo, folder.at('./photo.jpg'), folder.at('link.jpg'), folder.at('hard.jpg')]) {
      await expectRefusal(out, /is the photo itself; choose another name, so that the original stays/);
    }
    await expectRefusal(folder.at('folder-link/photo.jpg'), /is the photo itself/);
  });

  test('when its folder is missing or a file', async () => {
    await expectRefusal(folder.at('none/out.jpg'), /The folder .*none doesn't exist; create it/);
    await expectRefusal(folder.at('photo.jpg/out.jpg'), /photo\.jpg is not a folder/);
  });

  test('when it is a folder', async () => {
    await mkdir(folder.at('dir.png'));
    await expectRefusal(folder.at('dir.png'), /dir\.png is a folder; give the output a file name/);
  });

  test('when its folder is closed', async () => {
    await mkdir(folder.at('closed'), { mode: 0o555 });
    await chmod(folder.at('.'), 0o755);
    const asRoot = process.geteuid?.() === 0;
    if (asRoot) process.seteuid?.(65534);
    try {
      await expectRefusal(folder.at('closed/out.jpg'), /folder .*closed can't be written to; choose another/);
    } finally {
      if (asRoot) process.seteuid?.(0);
    }
  });

  test('when its extension is unknown', async () => {
    await expectRefusal(folder.at('out.bmp'), /ends in \.bmp, which can't be written; name it \.jpg, \.png/);
    await expectRefusal(folder.at('out'), /out has no extension; name it/);
    await expectRefusal(folder.at('out.heic'), /can't be written as HEIC; name it \.jpg, \.png, \.tif/);
  });
});

test('an output is accepted when it is new, or another file that will be replaced', async () => {
  await writeFile(folder.at('old.png'), 'old');
  await expect(checkOutput(photo, folder.at('new.png'))).resolves.toBeUndefined();
  await expect(checkOutput(photo, folder.at('old.png'))).resolves.toBeUndefined();
  // On a file system that tells case apart, this is another file.
  if (process.platform === 'linux') {
    await expect(checkOutput(photo, folder.at('PHOTO.JPG'))).resolves.toBeUndefined();
  }
});

test('the extension names the format in any case', () => {
  expect(['a.JPG', 'a.jpeg', 'a.Png', 'a.TIFF', 'a.tif', 'a.webp', 'a.avif'].map(outputFormat)).toEqual([
    'jpeg',
    'jpeg',
    'png',
    'tiff',
    'tiff',
    'webp',
    'avif',
  ]);
});

test('the next run that writes there removes the unfinished files of a killed run, but not those of running ones', async () => {
  await mkdir(folder.at('left'));
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);
  const living = temporaryIn(folder.at('left'));
  const left = living.replace(`-${process.pid}-`, `-${gone}-`);
  const elsewhere = left.replace(/-[0-9a-f]{8}-/, '-00000000-');
  const files = [living, left, `${left}_exiftool_tmp`, elsewhere, folder.at('left/.daguerre-x.tmp')];
  for (const file of files) await writeFile(file, '');
  await checkOutput(photo, folder.at('left/out.png'));
  const names = await readdir(folder.at('left'));
  expect(names.sort()).toEqual(
    [living, elsewhere, 'left/.daguerre-x.tmp'].map((path) => basename(path)).sort(),
  );
});

describe('a file is written whole or not at all', () => {
  test('a failure in the middle leaves the old file and nothing else', async () => {
    const out = folder.at('kept.png');
    await writeFile(out, 'old');
    const error = await refusal(
      writeAtomically(out, async (temporary) => {
        await writeFile(temporary, 'half');
        throw new Error('the lamp went out');
      }),
    );
    expect(error.badRequest).toBe(false);
    expect(error.message).toMatch(/kept\.png couldn't be written \(the lamp went out\)/);
    expect(await readFile(out, 'utf8')).toBe('old');
    expect((await folder.list()).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('the mode is that of any new file', async () => {
    const out = folder.at('mode.png');
    const page = await decodePhoto(photo, { rawPath: folder.at('mode.raw') });
    await encodePhoto({ pages: [page], source: photo, out, options: { metadata: 'keep' } });
    await writeFile(folder.at('plain'), '');
    expect((await stat(out)).mode).toBe((await stat(folder.at('plain'))).mode);
  });
});

describe('a full disk', () => {
  // A file system of 300 KB in memory; only root can mount one.
  let full = '';
  let mounted = false;

  beforeAll(async () => {
    full = folder.at('full');
    await mkdir(full);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', full], { stdio: 'ignore' });
      mounted = true;
    } catch {
      mounted = false;
    }
  });

  afterAll(() => {
    if (mounted) execFileSync('umount', [full]);
  });

  for (const extension of ['jpg', 'png', 'tif', 'webp', 'avif']) {
    test(`while a .${extension} is written: one sentence, the old file, no rest`, async (context) => {
      context.skip(!mounted, 'only root can mount a small file system to fill');
      const out = `${full}/out.${extension}`;
      await writeFile(out, 'old');
      const side = extension === 'avif' ? 700 : 400;
      const page = await rawPicture(folder.at('big.raw'), noise(side * side * 3, 8), side, side, 3);
      const options = { metadata: 'keep', quality: 100 } as const;
      const error = await refusal(encodePhoto({ pages: [page], source: photo, out, options }));
      expect(error.badRequest).toBe(false);
      expect(error.message).toMatch(/no space left to write .*full\/out\.\w+; free some space or choose/);
      expect(await readFile(out, 'utf8')).toBe('old');
      expect((await readdir(full)).filter((name) => name.startsWith('.'))).toEqual([]);
    });
  }

  test('while the tags are written', async (context) => {
    context.skip(!mounted, 'only root can mount a small file system to fill');
    // The picture takes 190 of 300 KB, so the copy that ExifTool makes doesn't fit.
    const page = await rawPicture(folder.at('big.raw'), noise(252 * 252 * 3, 8), 252, 252, 3);
    const tagged = folder.at('tagged.jpg');
    await sharp(photo).toFile(tagged);
    await writeTags(tagged, ['-XMP-dc:Title=Boulevard']);
    const out = `${full}/tagged.png`;
    const error = await refusal(
      encodePhoto({ pages: [page], source: tagged, out, options: { metadata: 'keep' } }),
    );
    expect(error.message).toMatch(/no space left to write .*tagged\.png/);
    expect((await readdir(full)).filter((name) => /^\.|tagged/.test(name))).toEqual([]);
  });

  test('while a photo is opened', async (context) => {
    context.skip(!mounted, 'only root can mount a small file system to fill');
    const source = folder.at('big.jpg');
    await sharp({ create: { width: 400, height: 400, channels: 3, background: 'teal' } })
      .jpeg()
      .toFile(source);
    const error = await refusal(decodePhoto(source, { rawPath: `${full}/page.raw` }));
    expect(error.badRequest).toBe(false);
    expect(error.message).toMatch(/no space left to open .*big\.jpg.*free some space/);
    expect((await readdir(full)).filter((name) => name.startsWith('page'))).toEqual([]);
  });
});
