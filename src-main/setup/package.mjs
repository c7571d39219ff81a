// `npm run package`: makes what can be installed, for this system, in out/packages; words that follow name the targets.
// ELECTRON_OVERRIDE_DIST_PATH names an Electron to pack where the package's own is not there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadFault, namedElectron } from './electron-to-pack.mjs';
import { buildIfStale, installPackages, requireNode, root } from './install.mjs';
import { writeShare } from './linux/share.mjs';

requireNode();
const named = namedOrEnd();
installPackages();
buildIfStale();

const words = process.argv.slice(2);
if (process.platform === 'linux') {
  writeShare();
  if (!has('fpm')) process.env.CUSTOM_FPM_PATH ??= join(root, 'src-main', 'setup', 'linux', 'fpm');
}
// Only now: its packages may just have been installed.
const { build } = await import('electron-builder');
await build({ ...targets(), publish: 'never', projectDir: root, config: config() }).catch((error) => {
  const sentence = downloadFault(error);
  if (!sentence) throw error;
  end(sentence);
});

/** electron-builder.yml; a changed copy of it where the environment names another Electron. */
function config() {
  const file = join(root, 'electron-builder.yml');
  if (!named) return file;
  const { folder, version } = named;
  // That fuse came with Electron 29: a program packed with an older one is for tests.
  const isOld = Number.parseInt(version, 10) < 29;
  const text = readFileSync(file, 'utf8').replace(isOld ? /^ *grantFileProtocol.*$/m : /^$/, '');
  const copy = join(root, 'out', 'electron-builder.yml');
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, `${text}\nelectronDist: ${folder}\nelectronVersion: ${version}\n`);
  return copy;
}

/** Asked first of all: what follows takes a while. */
function namedOrEnd() {
  try {
    return namedElectron();
  } catch (error) {
    return end(error.message);
  }
}

function end(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** What the command line asks for (dir, deb, AppImage, nsis, dmg, zip); else what this system can make by itself. */
function targets() {
  if (process.platform === 'linux') return { linux: words.length > 0 ? words : ['dir', 'deb'] };
  return process.platform === 'darwin' ? { mac: words } : { win: words };
}

function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
