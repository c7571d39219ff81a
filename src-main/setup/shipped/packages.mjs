// The shipped packages: those in the bundles, those beside the bundles, and those whose code the build's tools add.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';

/** The build writes lists of the packages that it bundled (build.license in Vite's configurations). */
const BUNDLED = ['packages.json', 'preload-packages.json', 'renderer/packages.json'];
/** Their libraries or helpers are compiled into the bundles. */
const HELPERS = ['assemblyscript', 'rolldown'];
const ADDED = [...HELPERS, 'electron'];

/**
 * Every shipped package: name, version, licence, and its folder below the project's, which is also its key in the
 * lockfile. Native packages are those for this machine. Throws an error if the program isn't built.
 */
export function shippedPackages() {
  const lock = readJson('package-lock.json').packages;
  const bundled = BUNDLED.flatMap(bundledIn).map((found) => folderOf(lock, found));
  const added = ADDED.map((name) => `node_modules/${name}`);
  return described([...bundled, ...beside(lock), ...added]);
}

/** The packages in bundles: those in the build's lists, and those whose helpers are compiled in. */
export function bundledPackages(lists) {
  const lock = readJson('package-lock.json').packages;
  const bundled = lists.map((found) => folderOf(lock, found));
  return described([...bundled, ...HELPERS.map((name) => `node_modules/${name}`)]);
}

function described(folders) {
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version, license: licence = '', author, homepage } = readJson(join(folder, 'package.json'));
    return { name, version, licence, folder, author, homepage };
  });
}

function bundledIn(name) {
  const file = join('dist', name);
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing; run npm run build first.`);
  return readJson(file);
}

function folderOf(lock, { name, version }) {
  const folder = Object.keys(lock).find(
    (path) => path.endsWith(`node_modules/${name}`) && lock[path].version === version,
  );
  if (!folder) throw new Error(`The bundles hold ${name} ${version}, which package-lock.json doesn't know.`);
  return folder;
}

/** All dependencies of the program, except those that electron-builder.yml leaves out and those for other systems. */
function beside(lock) {
  const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const leftOut = /^ {2}- "!\*\*\/node_modules\/\{([^}]+)\}\/\*\*"$/m.exec(builder)?.[1].split(',') ?? [];
  return Object.entries(lock)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
    .map(([folder]) => folder)
    .filter((folder) => !leftOut.some((name) => folder.endsWith(`node_modules/${name}`)))
    .filter((folder) => existsSync(join(root, folder)));
}

export function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
