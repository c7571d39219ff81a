// The native libraries and programs inside packages, which npm doesn't list.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { readJson } from './packages.mjs';

/** Programs that a package contains. Their version is that of the package: 13.59.0 contains ExifTool 13.59. */
const CARRIED = {
  'exiftool-vendored.pl': 'exiftool',
  'exiftool-vendored.exe': 'exiftool',
  'libheif-js': 'libheif',
  'onnxruntime-node': 'onnxruntime',
};

/** The native parts of a shipped package, as components of a bill of materials, each with its package. */
export function nativeParts({ name, version, folder }) {
  const versions = join(folder, 'versions.json');
  const libraries = existsSync(join(root, versions)) ? Object.entries(readJson(versions)) : [];
  const carried = CARRIED[name] ? [[CARRIED[name], carriedVersion(name, version)]] : [];
  return [...libraries, ...carried].map(([library, at]) => ({
    partOf: `${name}@${version}`,
    component: { 'bom-ref': `${name}/${library}@${at}`, type: 'library', name: library, version: at },
  }));
}

/** ExifTool's packages add a third number to its version. */
function carriedVersion(name, version) {
  return name.startsWith('exiftool-') ? version.split('.').slice(0, 2).join('.') : version;
}
