import { spawnSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './fixtures';
import { addNode, asPerson, asRoot, HOME, makeRoot, startAsPerson, whyNoRoot } from './minimal-root';
import { connect } from './packaged';
import { writeScratchedPhoto } from './scratched-photo';
import { restoreAndCompare } from './whole-restoration';

const reason = whyNoRoot();
test.skip(reason !== undefined, `left out, there is no minimal root: ${reason}`);
test.skip(() => !process.env['DAGUERRE_TEST_PACKAGE'], 'debs are made on Debian');
test.describe.configure({ mode: 'serial', timeout: 3_600_000 });

let root: string;
let owner: { uid: number; gid: number };

test.beforeAll(() => {
  root = makeRoot();
  owner = statSync(join(root, HOME));
});

test.afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Prints how long the work took, for the table in docs/packages.md. */
function timed<T>(what: string, work: () => T): T {
  const started = performance.now();
  const result = work();
  told(what, started);
  return result;
}

function told(what: string, started: number): void {
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s: ${what}`);
}

test('apt installs the deb with what it names, and nothing else is needed for --help and doctor', () => {
  copyFileSync(process.env['DAGUERRE_TEST_DEB'] ?? '', join(root, 'daguerre.deb'));
  timed('apt-get update', () => asRoot(root, 'apt-get', 'update'));
  timed('apt install ./daguerre.deb', () =>
    // Without what is only recommended: the program must run so.
    asRoot(root, 'apt-get', 'install', '--yes', '--no-install-recommends', '/daguerre.deb'),
  );
  const help = timed('daguerre --help', () => asPerson(root, 'daguerre', '--help'));
  expect(help).toContain('restore');
  const found = timed('daguerre doctor', () => asPerson(root, 'daguerre', 'doctor'));
  expect(found).toMatch(/^Model .* intact /m);
});

test('its command restores a photo for a person', async () => {
  const photo = '/opt/Daguerre/resources/examples/coffee.jpg';
  const words = ['restore', photo, '-o', 'restored.png', '--operator', 'denoise', '--noise', '10'];
  timed('daguerre restore', () => asPerson(root, 'daguerre', ...words));
  const [before, after] = [join(root, photo), join(root, HOME, 'restored.png')];
  const { width, height } = await sharp(before).metadata();
  expect(await sharp(after).metadata()).toMatchObject({ format: 'png', width, height });
});

test('its window, with its sandbox, restores a photo for a person', async () => {
  const data = join(root, HOME, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'settings.json'), '{}');
  await writeScratchedPhoto(join(data, 'scratched.png'));
  asRoot(root, 'chown', '-R', 'tester:tester', `${HOME}/data`);
  const started = performance.now();
  const { child, ended } = startAsPerson(root, 'env', [
    `DAGUERRE_DATA=${HOME}/data`,
    '/opt/Daguerre/daguerre-app',
    '--disable-gpu',
    '--remote-debugging-port=0',
    `${HOME}/data/scratched.png`,
  ]);
  const { page, close } = await connect(child, ended);
  told('the window', started);
  await restoreAndCompare(page);
  told('a restoration in the window, with a mark, two candidates and the comparison', started);
  await close();
});

test('after remove and purge only what the person made remains', () => {
  asRoot(root, 'apt-get', 'remove', '--yes', 'daguerre');
  asRoot(root, 'apt-get', 'purge', '--yes', 'daguerre');
  rmSync(join(root, 'daguerre.deb'));
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  // Records of apt and dpkg: their logs, the lists of what was installed once, and copies of these.
  const ofSystem = /^(var\/(log|cache\/apt|lib\/dpkg|lib\/apt)|home)\//;
  const named = paths.filter((path) => /daguerre/i.test(path) && !ofSystem.test(path));
  expect(named).toEqual([]);
  // Caches of menus and file types are made anew without it.
  const { stdout } = spawnSync('grep', ['-rlisI', 'daguerre', 'etc', 'usr', 'var/lib', 'var/cache'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout.split('\n').filter((path) => path !== '' && !ofSystem.test(path))).toEqual([]);
  expect(readFileSync(join(root, HOME, 'restored.png')).length).toBeGreaterThan(1000);
});

test('from the sources, two commands lead to a passed test: unpacking them, and npm run test:unit', () => {
  addNode(root);
  const archive = spawnSync('git', ['archive', '--format=tar', '--prefix=daguerre/', 'HEAD'], {
    maxBuffer: 1 << 30,
  });
  const file = join(root, HOME, 'daguerre.tar');
  writeFileSync(file, archive.stdout);
  chownSync(file, owner.uid, owner.gid);
  timed('tar xf daguerre.tar', () => asPerson(root, 'tar', 'xf', 'daguerre.tar'));
  const said = timed('npm --prefix daguerre run test:unit -- test/measurement', () =>
    asPerson(root, 'npm', '--prefix', 'daguerre', 'run', 'test:unit', '--', 'test/measurement'),
  );
  expect(said).toMatch(/^[1-9]\d* passed, 0 failed/m);
});
