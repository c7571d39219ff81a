// The text of a package's licence, from the package if it has one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../install.mjs';

const LICENCE = /^(licen[cs]e|copying|notice|copyright)/i;
const texts = (name) => fileURLToPath(new URL(`texts/${name}`, import.meta.url));

/** Licence files for packages without one, or with further licences. */
const ALSO = {
  'onnxruntime-common': [texts('onnxruntime.txt')],
  'onnxruntime-node': [texts('onnxruntime.txt'), texts('onnxruntime-third-party.txt')],
  // ExifTool's own licence is one folder deeper.
  'exiftool-vendored.pl': [join(root, 'node_modules', 'exiftool-vendored.pl', 'bin', 'LICENSE')],
};

/** The texts of licences that a package only names; a copyright holder is the package's author. */
const STANDARD = {
  'Apache-2.0': join(root, 'node_modules', 'sharp', 'LICENSE'),
  ISC: texts('ISC.txt'),
  MIT: texts('MIT.txt'),
};

/** The texts of a package's licences. Throws an error if there is none: such a package can't be shipped. */
export function licenceTexts(shipped) {
  const { name, version, licence, folder } = shipped;
  const own = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE.test(entry.name) && !/\.(c|m)?js$/.test(entry.name))
    .map((entry) => join(root, folder, entry.name));
  const found = [...own, ...(ALSO[name] ?? [])].filter((file) => existsSync(file)).map(read);
  // The README of libvips' packages lists the libraries that they contain.
  found.push(...licensingOf(folder));
  if (found.length > 0) return found;
  const standard = STANDARD[licence];
  if (standard) return [read(standard).replace('{{holder}}', holderOf(shipped))];
  throw new Error(`${name} ${version} has no words of a licence ("${licence}"); it can't be shipped.`);
}

function licensingOf(folder) {
  const file = join(root, folder, 'README.md');
  if (!existsSync(file)) return [];
  const sections = read(file).split(/^## /m);
  return sections
    .filter((section) => section.startsWith('Licensing\n') && section.includes('third-party libraries'))
    .map((section) => section.trim());
}

function holderOf({ name, author }) {
  const holder = typeof author === 'string' ? author : author?.name;
  return holder ?? `the authors of ${name}`;
}

function read(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}
