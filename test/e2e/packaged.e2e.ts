import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import sharp from 'sharp';
import { expect, test } from './fixtures';
import { librariesOf, packagesOf } from './linked-libraries';
import { acceptDialog, command, ended, launcher, openPackaged, packageFolder } from './packaged';
import { SCRATCH, SIZE, samplesOf, TAKEN, writeScratchedPhoto } from './scratched-photo';
import { checkSaved, restoreAndCompare, saveAsPng } from './whole-restoration';

test.skip(() => !process.env['DAGUERRE_TEST_PACKAGE'], 'debs are made on Debian');

test('its fuses are set: it does not run as plain Node, accepts no debugger, and runs only packed code', async () => {
  const fuses = await getCurrentFuseWire(join(packageFolder(), 'daguerre-app'));
  const [off, on] = ['0', '1'].map((state) => state.charCodeAt(0));
  expect(fuses).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
  });
  // An Electron before 29, as the tests' own, hasn't got this one.
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges] ?? off).toBe(off);
});

test('it is one archive beside its native parts, with a network, examples, an icon and an entry in the menu', () => {
  const resources = join(packageFolder(), 'resources');
  const share = join(process.env['DAGUERRE_TEST_PACKAGE'] ?? '', 'usr', 'share');
  for (const path of [
    join(resources, 'app.asar'),
    join(resources, 'models', 'eps-universal.onnx'),
    join(resources, 'examples', 'coffee.jpg'),
    join(share, 'icons', 'hicolor', '256x256', 'apps', 'daguerre-app.png'),
    join(share, 'applications', 'daguerre-app.desktop'),
    join(share, 'icons', 'hicolor', '256x256', 'mimetypes', 'application-x-daguerre.png'),
    join(share, 'kio', 'servicemenus', 'daguerre.desktop'),
    join(share, 'nemo', 'actions', 'daguerre.nemo_action'),
    join(share, 'bash-completion', 'completions', 'daguerre'),
    join(share, 'zsh', 'vendor-completions', '_daguerre'),
    join(share, 'fish', 'vendor_completions.d', 'daguerre.fish'),
    join(share, 'doc', 'daguerre', 'changelog.gz'),
    join(share, 'doc', 'daguerre', 'copyright'),
  ]) {
    expect([path, existsSync(path)]).toEqual([path, true]);
  }
  expect(existsSync(join(resources, 'app'))).toBe(false);
});

test('its manual page has its commands, and software centres can read what they show of it', async () => {
  const share = join(process.env['DAGUERRE_TEST_PACKAGE'] ?? '', 'usr', 'share');
  const page = gunzipSync(readFileSync(join(share, 'man', 'man1', 'daguerre.1.gz'))).toString();
  expect(page).toContain('.SS "daguerre restore ');
  const id = /^appId: (\S+)$/m.exec(readFileSync('electron-builder.yml', 'utf8'))?.[1];
  const metainfo = join(share, 'metainfo', `${id}.metainfo.xml`);
  expect(readFileSync(metainfo, 'utf8')).toContain(`<id>${id}</id>`);
  expect(readFileSync(metainfo, 'utf8')).not.toContain('@');
  const desktop = readFileSync(join(share, 'applications', 'daguerre-app.desktop'), 'utf8');
  expect(desktop).toMatch(/^Keywords=photo;/m);
  if (!existsSync('/usr/bin/appstreamcli')) return;
  const { code, stdout } = await ended('/usr/bin/appstreamcli', ['validate', '--no-net', metainfo], {});
  expect([code, stdout]).toEqual([0, expect.stringContaining('successful')]);
});

test('it has no place to look for newer versions', () => {
  expect(existsSync(join(packageFolder(), 'resources', 'app-update.yml'))).toBe(false);
});

test('of native libraries it holds those of its own system alone', () => {
  const files = listPackage(join(packageFolder(), 'resources', 'app.asar'), { isPack: false });
  const native = files.filter((file) => /\.(node|dll|dylib|exe)$/.test(file));
  expect(native.length).toBeGreaterThan(2);
  expect(native.filter((file) => !/linux.x64/.test(file))).toEqual([]);
});

test('every package in it has its notice, which lies beside the archive as well', () => {
  const resources = join(packageFolder(), 'resources');
  const files = listPackage(join(resources, 'app.asar'), { isPack: false });
  const packages = files.flatMap(
    (file) => /.*node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)\//.exec(file)?.[1] ?? [],
  );
  expect(packages).toContain('sharp');
  const text = readFileSync(join(resources, 'third-party.txt'), 'utf8');
  expect([...new Set(packages)].filter((name) => !text.includes(`\n  ${name} `))).toEqual([]);
  expect(existsSync(join(resources, 'models', 'photos.csv'))).toBe(true);
  expect(files).toContain('/dist/renderer/third-party.txt');
});

test('every library that its binaries need is in it, or in a package that the deb depends on', () => {
  const builder = readFileSync('electron-builder.yml', 'utf8');
  const depends = new Set(
    [...builder.matchAll(/^ {4}- (.*)$/gm)].flatMap(([, line]) => line?.split(' | ') ?? []),
  );
  const inside = readdirSync(packageFolder(), { recursive: true, encoding: 'utf8' });
  const own = new Set(inside.map((path) => basename(path)));
  const needed = new Set(inside.flatMap((path) => librariesOf(join(packageFolder(), path))));
  const foreign = [...needed].filter((library) => !own.has(library));
  expect(foreign).toContain('libgbm.so.1');
  const missing = foreign.filter((library) => !packagesOf(library).some((name) => depends.has(name)));
  expect(missing).toEqual([]);
});

test('an rpm asks for the same libraries, by their own names', () => {
  const builder = readFileSync('electron-builder.yml', 'utf8');
  const asked = [...builder.matchAll(/^ {4}- (lib\S+)\(\)\(64bit\)$/gm)].map(([, name]) => name);
  const inside = readdirSync(packageFolder(), { recursive: true, encoding: 'utf8' });
  const own = new Set(inside.map((path) => basename(path)));
  const needed = new Set(inside.flatMap((path) => librariesOf(join(packageFolder(), path))));
  // Parts of glibc that every libc.so.6 comes with.
  const ofLibc = /^(lib(m|dl|rt|pthread|resolv)\.so|ld-linux)/;
  const foreign = [...needed].filter((library) => !own.has(library) && !ofLibc.test(library));
  expect(foreign.filter((library) => !asked.includes(library))).toEqual([]);
});

test('lintian finds no errors in the deb', async () => {
  test.skip(!existsSync('/usr/bin/lintian'), 'lintian is a package of Debian');
  const deb = process.env['DAGUERRE_TEST_DEB'] ?? '';
  const { stdout } = await ended('/usr/bin/lintian', ['--fail-on', 'error', '--allow-root', deb], {});
  expect(stdout.split('\n').filter((line) => line.startsWith('E:'))).toEqual([]);
  // It has read the package: it always has something to say of one outside Debian.
  expect(stdout).toMatch(/^[WI]: daguerre: /m);
});

test('npm run package ends in one sentence where Electron can’t be downloaded', async () => {
  const nowhere = { ELECTRON_OVERRIDE_DIST_PATH: '', ELECTRON_MIRROR: 'http://127.0.0.1:1/' };
  const { code, stderr } = await ended(process.execPath, ['src-main/setup/package.mjs', 'dir'], nowhere);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^http:\S+zip could not be downloaded \(.*\)\. ELECTRON_OVERRIDE_DIST_PATH can name .*\.$/m,
  );
  expect(stderr).not.toMatch(/^ +at /m);
});

test('npm run package says so where the Electron that is named is none', async ({ data }) => {
  const named = { ELECTRON_OVERRIDE_DIST_PATH: data };
  const { code, stderr } = await ended(process.execPath, ['src-main/setup/package.mjs', 'dir'], named);
  expect([code, stderr]).toEqual([
    1,
    `There is no Electron in ${data}, which ELECTRON_OVERRIDE_DIST_PATH names.\n`,
  ]);
});

test('its command runs without a display, or says in one sentence that it needs one', async () => {
  const without = { DISPLAY: '', WAYLAND_DISPLAY: '' };
  const { code, stdout, stderr } = await ended(launcher(), ['--version'], without);
  if (code === 0) expect(stdout).toMatch(/^\d+\.\d+/);
  else
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^Daguerre can't .*xvfb-run.*\n$/)]);
});

test('its command answers a typo itself, with status 2', async () => {
  const { code, stderr } = await ended(launcher(), ['restroe', 'photo.jpg'], {});
  expect(stderr).toContain('There is no command restroe; --help lists them.');
  expect(code).toBe(2);
});

test('its command says its version', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  expect((await command('--version')).stdout).toBe(`${version}\n`);
});

test('its command restores a photo by the real network, and keeps profile, date and resolution', async ({
  data,
}) => {
  const [photo, mask, out] = [join(data, 'photo.png'), join(data, 'mask.png'), join(data, 'out.tif')];
  await writeScratchedPhoto(photo);
  const { from, to } = SCRATCH;
  const line = `<svg width="${SIZE.width}" height="${SIZE.height}"><rect width="100%" height="100%"/><path d="M${from.x} ${from.y}L${to.x} ${to.y}" stroke="white" stroke-width="9"/></svg>`;
  await sharp(Buffer.from(line)).png().toFile(mask);
  const { stdout } = await command(
    'restore',
    photo,
    '-o',
    out,
    '--operator',
    'inpaint',
    '--mask',
    mask,
    '--json',
  );
  expect(JSON.parse(stdout)).toMatchObject({ operator: 'inpaint', calls: 8, outputs: [out] });
  const [before, after] = [await samplesOf(photo), await samplesOf(out)];
  const at = (x: number, y: number, { data, channels }: typeof before) => [
    ...data.subarray((y * SIZE.width + x) * channels, (y * SIZE.width + x) * channels + 3),
  ];
  const [x, y] = [(SCRATCH.from.x + SCRATCH.to.x) / 2, (SCRATCH.from.y + SCRATCH.to.y) / 2];
  expect(Math.min(...at(x, y, before))).toBeGreaterThan(250);
  expect(Math.min(...at(x, y, after))).toBeLessThan(230);
  expect(at(10, 200, after)).toEqual(at(10, 200, before));
  const [old, now] = [await sharp(photo).metadata(), await sharp(out).metadata()];
  expect(now.icc).toEqual(old.icc);
  expect(now.density).toBe(300);
  // Of TIFF it is ExifTool, started from a file beside the archive, that writes the date.
  expect((await readFile(out)).includes(TAKEN)).toBe(true);
});

test('its command runs tiles side by side, in threads that start inside the archive', async ({ data }) => {
  const photo = join(data, 'photo.png');
  await sharp('examples/coffee.jpg').resize(608, 608, { fit: 'fill' }).toFile(photo);
  const out = join(data, 'out.png');
  const words = ['--operator', 'denoise', '--noise', '10', '--steps', '2', '--provider', 'cpu', '--json'];
  const { stdout } = await command('restore', photo, '-o', out, ...words);
  expect(JSON.parse(stdout)).toMatchObject({ tiles: 4, calls: 8 });
});

test('its window restores a photo it was started with, and saves it by the dialog of the system', async ({
  data,
}) => {
  const photo = join(data, 'scratched.png');
  await writeScratchedPhoto(photo);
  const { page, close } = await openPackaged([photo], data);
  await restoreAndCompare(page);
  await page.getByRole('button', { name: 'Save …' }).click();
  await saveAsPng(page, 'Save as …');
  await acceptDialog();
  await expect(page.getByText(/^Saved scratched-restored\.png/).first()).toBeVisible();
  await checkSaved(photo, join(data, 'scratched-restored.png'));
  await close();
});
