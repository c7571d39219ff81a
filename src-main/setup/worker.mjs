// `npm run package:worker -- FOLDER`: makes a folder that runs every command except the window, without Electron,
// Chromium and the page. The Containerfile runs this too, so tests without a container test the container's content.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIfStale, filesUnder, installPackages, requireNode, root, run } from './install.mjs';

/** The files that npm needs to install the packages of `dependencies`. */
const MANIFEST = ['package.json', 'package-lock.json', '.npmrc'];
/** Bundles of the window. */
const OF_THE_WINDOW = ['app.cjs', 'preload.cjs'];
const [asked] = process.argv.slice(2);

if (asked === undefined || asked.startsWith('-')) {
  console.error('Name the folder to make: npm run package:worker -- FOLDER');
  process.exit(2);
}
const target = resolve(asked);
if (existsSync(target) && readdirSync(target).length > 0) {
  console.error(`${target} isn't empty; name another folder.`);
  process.exit(2);
}
requireNode();
installPackages();
buildIfStale();
const seconds = makeWorker();
const { total, packages } = { total: megabytes(target), packages: megabytes(join(target, 'node_modules')) };
console.log(
  `The worker is in ${target}: ${total} MB, of which ${packages} MB are packages; npm ci took ${seconds} s. Start it by: node ${join(target, 'dist', 'cli.cjs')} worker --queue ...`,
);

/** Returns the seconds that npm took. */
function makeWorker() {
  mkdirSync(join(target, 'dist'), { recursive: true });
  for (const name of [...MANIFEST, 'LICENSE']) cpSync(join(root, name), join(target, name));
  for (const name of readdirSync(join(root, 'dist')).filter(isOfWorker))
    cpSync(join(root, 'dist', name), join(target, 'dist', name));
  const models = readdirSync(join(root, 'models')).filter((name) => /\.(onnx|json|csv)$/.test(name));
  for (const name of models) cpSync(join(root, 'models', name), join(target, 'models', name));
  const started = performance.now();
  const status = run('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: target,
  });
  if (status !== 0) {
    console.error(
      'The packages of the worker could not be installed; is there a network? Run the same command again.',
    );
    process.exit(status);
  }
  const took = ((performance.now() - started) / 1000).toFixed(1);
  prune();
  return took;
}

function isOfWorker(name) {
  if (name === 'third-party.txt') return true;
  return name.endsWith('.cjs') && !OF_THE_WINDOW.includes(name);
}

/** Removes what no worker on this system loads: libraries of other systems, sources, and duplicates of libheif. */
function prune() {
  const { platform, arch } = process;
  const at = (...names) => join(target, 'node_modules', ...names);
  const onnx = at('onnxruntime-node', 'bin', 'napi-v6');
  keepOnly(onnx, platform);
  keepOnly(join(onnx, platform), arch);
  const sqlite = at('@photostructure', 'sqlite');
  keepOnly(join(sqlite, 'prebuilds'), `${platform}-${arch}`);
  for (const path of [
    join(sqlite, 'src'),
    at('libheif-js', 'libheif'),
    at('libheif-js', 'libheif-wasm', 'libheif.js'),
    at('libheif-js', 'libheif-wasm', 'libheif.wasm'),
    at('libheif-js', 'libheif-wasm', 'libheif-bundle.mjs'),
  ])
    rmSync(path, { recursive: true, force: true });
  for (const path of filesUnder(at())) if (/\.(map|d\.[cm]?ts|h)$/.test(path)) rmSync(path);
}

/** Removes everything in a folder except `name`. Fails if `name` is missing, because the package's layout has then changed. */
function keepOnly(folder, name) {
  const names = readdirSync(folder);
  if (!names.includes(name)) throw new Error(`${folder} has no ${name}`);
  for (const other of names) if (other !== name) rmSync(join(folder, other), { recursive: true });
}

function megabytes(folder) {
  const bytes = filesUnder(folder).reduce((sum, path) => sum + statSync(path).size, 0);
  return Math.round(bytes / 1e6);
}
