// Builds out/engine, the published package daguerre-engine.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentOf, filesUnder, hashOf, root, run } from '../install.mjs';
import { engineManifest } from './manifest.mjs';
import { engineNotices } from './notices.mjs';

/** The package's folder. */
export const ENGINE = join(root, 'out', 'engine');
const TYPES = join(root, 'out', 'engine-types');
/** Not published: it isn't in the manifest's list of files. */
const BUILT = join(ENGINE, '.sources');

/** The builds of vite.engine.config.ts, each with its list of the packages that it bundled. */
const BUILDS = { processes: 'packages.json', node: 'packages-node.json', browser: 'packages-browser.json' };
/** Declarations of the sources of src-main/api that programs see; they import only each other. */
const DECLARED = ['index', 'types', 'recipe', 'picture', 'browser/index', 'browser/types'];

/** Builds the package if a source has changed since the last build. Throws an error that names the failed step. */
export function buildEngineIfStale() {
  const hash = sources();
  if (contentOf(BUILT) === hash) return;
  rmSync(ENGINE, { recursive: true, force: true });
  for (const mode of Object.keys(BUILDS)) bundle(mode);
  declare();
  copyModels();
  const lists = Object.values(BUILDS).flatMap(takeList);
  writeFileSync(join(ENGINE, 'third-party.txt'), engineNotices(lists));
  writeFileSync(join(ENGINE, 'package.json'), `${JSON.stringify(engineManifest(), null, 2)}\n`);
  copyFileSync(join(root, 'LICENSE'), join(ENGINE, 'LICENSE'));
  copyFileSync(join(root, 'docs', 'engine.md'), join(ENGINE, 'README.md'));
  writeFileSync(BUILT, hash);
}

function bundle(mode) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = ['build', '--config', 'vite.engine.config.ts', '--mode', mode, '--logLevel', 'warn'];
  must(`the build of ${mode}`, [vite, ...words]);
}

/** Writes the declarations. Node and TypeScript's Node resolution need the file extensions that the sources leave out. */
function declare() {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  must('the declarations', [compiler, '-p', join(root, 'src-main', 'setup', 'engine')]);
  for (const name of DECLARED) {
    const text = readFileSync(join(TYPES, 'src-main', 'api', `${name}.d.ts`), 'utf8');
    const file = join(ENGINE, 'types', `${name}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll(/(from '\.[^']*)'/g, "$1.js'"));
  }
  rmSync(TYPES, { recursive: true, force: true });
}

function must(step, words) {
  const status = run(process.execPath, words);
  if (status !== 0) throw new Error(`The package daguerre-engine wasn't made: ${step} failed.`);
}

/** Copies the networks with their cards and the credits of the training photos. */
function copyModels() {
  const models = join(root, 'models');
  mkdirSync(join(ENGINE, 'models'), { recursive: true });
  for (const name of readdirSync(models).filter((each) => /\.(onnx|json|csv)$/.test(each)))
    copyFileSync(join(models, name), join(ENGINE, 'models', name));
}

function takeList(name) {
  const file = join(ENGINE, name);
  const list = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return list;
}

function sources() {
  const own = [
    'package.json',
    'package-lock.json',
    'vite.config.ts',
    'vite.engine.config.ts',
    'docs/engine.md',
  ];
  const models = readdirSync(join(root, 'models')).filter((name) => /\.(onnx|json|csv)$/.test(name));
  return hashOf([
    ...filesUnder(join(root, 'src-main')),
    ...own.map((name) => join(root, name)),
    ...models.map((name) => join(root, 'models', name)),
  ]);
}
