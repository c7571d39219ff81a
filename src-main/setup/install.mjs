// What `npm start` and `npm test` need before anything of the project can run. Node's own modules only: nothing is
// installed yet when this is read.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST_NODE = [20, 19];
const INSTALLED = join(root, 'node_modules', '.daguerre-lock');
const BUILT = join(root, 'dist', '.sources');

/** Each builds a part of dist/; the second and third keep the files of the first. */
const BUNDLES = ['vite.config.ts', 'vite.preload.config.ts', 'vite.renderer.config.ts'];

/** Exits with a sentence if Node is older than the project supports. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Daguerre needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command in the project's folder; its output goes to stderr, so that stdout stays the program's own. */
export function run(command, args, options = {}) {
  const windowsNpm = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', options.quiet ? 'ignore' : 2, 2],
    shell: windowsNpm,
    ...options,
  });
  return result.error ? 127 : (result.status ?? 1);
}

/** Installs the packages of the lockfile if they are missing or of another lockfile. */
export function installPackages() {
  if (contentOf(INSTALLED) === lockHash()) return;
  console.error('Installing packages (once) ...');
  const modules = join(root, 'node_modules');
  // If it is a link, npm would empty another folder's packages.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(modules);
  const status = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    console.error('The packages could not be installed; is there a network? Run the same command again.');
    process.exit(status);
  }
  markInstalled();
}

/** Records that the packages are those of the lockfile. */
export function markInstalled() {
  writeFileSync(INSTALLED, lockHash());
}

/** Bundles the sources into dist/ if they have changed since the last build. */
export function buildIfStale() {
  if (contentOf(BUILT) === sourcesHash()) return;
  build();
  markBuilt();
}

/** Records that dist/ is made from the current sources. */
export function markBuilt() {
  mkdirSync(dirname(BUILT), { recursive: true });
  writeFileSync(BUILT, sourcesHash());
}

/** Records that dist/ may differ from the sources of the last build. */
export function forgetBuild() {
  rmSync(BUILT, { force: true });
}

/** Builds dist/ from the sources. */
export function build() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  for (const config of BUNDLES) {
    const status = run(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn']);
    if (status !== 0) process.exit(status);
  }
  for (const part of ['icon.mjs', 'notices.mjs']) {
    const status = run(process.execPath, [join(root, 'src-main', 'setup', part)]);
    if (status !== 0) process.exit(status);
  }
}

function lockHash() {
  return hashOf([join(root, 'package-lock.json')]);
}

function sourcesHash() {
  return hashOf([
    ...filesUnder(join(root, 'src-main')),
    ...filesUnder(join(root, 'src-renderer')),
    join(root, 'package-lock.json'),
    ...BUNDLES.map((name) => join(root, name)),
    ...modelCards(),
  ]);
}

/** The networks' cards, because the bundles contain the networks' SHA-256, which their cards state. */
function modelCards() {
  const folder = join(root, 'models');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

export function contentOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}
