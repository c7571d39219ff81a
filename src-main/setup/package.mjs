// `npm run package`: makes what can be installed, for this system, in out/packages; words that follow name the targets.
// DAGUERRE_PACKAGE_LEVEL is how hard debs and rpms are compressed, 1 to 9 (9).
// ELECTRON_OVERRIDE_DIST_PATH names an Electron to pack where the package's own is not there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadFault, namedElectron } from './electron-to-pack.mjs';
import { buildIfStale, installPackages, requireNode, root } from './install.mjs';
import { writeFlatpak } from './linux/flatpak.mjs';
import { writeShare } from './linux/share.mjs';

requireNode();
const named = namedOrEnd();
const updates = placeOfUpdates();
installPackages();
buildIfStale();

const words = process.argv.slice(2);
if (process.platform === 'linux') {
  writeShare();
  writeFlatpak();
  process.env.CUSTOM_FPM_PATH ??= join(root, 'src-main', 'setup', 'linux', 'fpm');
  // Compresses a tar.gz; electron-builder would download the same program. Debian has it in p7zip-full.
  if (existsSync('/usr/bin/7za')) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= '/usr/bin/7za';
}
// Only now: its packages may just have been installed.
const { build } = await import('electron-builder');
await build({ ...targets(), publish: 'never', projectDir: root, config: config() }).catch((error) => {
  const sentence = downloadFault(error);
  if (!sentence) throw error;
  end(sentence);
});

/** electron-builder.yml; a changed copy of it where the environment names another Electron or a place of newer versions. */
function config() {
  const file = join(root, 'electron-builder.yml');
  if (!named && !updates) return file;
  const copy = join(root, 'out', 'electron-builder.yml');
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, withUpdates(withElectron(readFileSync(file, 'utf8'))));
  return copy;
}

function withElectron(text) {
  if (!named) return text;
  const { folder, version } = named;
  // That fuse came with Electron 29: a program packed with an older one is for tests.
  const isOld = Number.parseInt(version, 10) < 29;
  const fit = text.replace(isOld ? /^ *grantFileProtocol.*$/m : /^$/, '');
  return `${fit}\nelectronDist: ${folder}\nelectronVersion: ${version}\n`;
}

/** An https address in DAGUERRE_UPDATES switches updates on; CONTRIBUTING.md says what has to be there. */
function placeOfUpdates() {
  const given = process.env.DAGUERRE_UPDATES;
  if (!given) return undefined;
  if (URL.canParse(given) && new URL(given).protocol === 'https:') return new URL(given).href;
  return end(`DAGUERRE_UPDATES is ${given}, but newer versions are only taken from an https address.`);
}

function withUpdates(text) {
  if (!updates) return text;
  return text.replace(/^publish: null$/m, `publish: { provider: generic, url: '${updates}' }`);
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

/** What the command line asks for (dir, deb, rpm, AppImage, tar.gz, nsis, dmg, zip); else what this system can make by itself. */
function targets() {
  if (process.platform === 'linux') return { linux: words.length > 0 ? words : ['dir', 'deb'] };
  return process.platform === 'darwin' ? { mac: words } : { win: words };
}
