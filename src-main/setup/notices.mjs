// `npm run notices`, also part of every build: writes third-party.txt to dist and dist/renderer, which lists all
// shipped packages with their licences. It exits with a sentence if a shipped package has no licence text.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { licenceTexts } from './shipped/licence-text.mjs';
import { shippedPackages } from './shipped/packages.mjs';

const RULE = '='.repeat(80);

try {
  const text = `${notices().join(`\n\n${RULE}\n\n`)}\n`;
  // One copy for the window, which shows it, and one beside the installed program, outside its archive.
  for (const folder of ['dist/renderer', 'dist']) writeFileSync(join(root, folder, 'third-party.txt'), text);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function notices() {
  const packages = shippedPackages();
  return [introduction(packages), weakCopyleft(packages), data(), ...byText(packages)];
}

function introduction(packages) {
  const { version } = packages.find(({ name }) => name === 'electron');
  const lines = packages.map((one) => `  ${one.name} ${one.version} (${one.licence || 'see below'})`);
  return `Third-party notices of Daguerre

Daguerre itself has the MIT licence. It is made with the work of others, which is listed here with its terms.

Electron ${version} shows the window where the program is installed. The notices of Chromium, Node.js and the libraries
that are part of it lie beside the program, in LICENSES.chromium.html, and Electron's own in LICENSE.electron.txt.

Packages:

${lines.join('\n')}`;
}

/** What weak copyleft licences require besides their texts. */
function weakCopyleft(packages) {
  const lgpl = packages.filter(({ licence }) => licence.includes('LGPL'));
  const lines = lgpl.map(({ name, version, homepage }) =>
    `  ${name} ${version}: ${homepage ?? ''}`.trimEnd(),
  );
  return `Libraries under the GNU Lesser General Public License

libvips with the libraries that it is built with (glib, libheif, librsvg, pango and others; the table below names
them), and libheif with libde265 as WebAssembly, are used under the LGPL, version 3. They are unchanged. libvips is a
library file of its own beside the program's archive, and libheif a file of its own inside it; either can be replaced
by another build of the same interface, and what is packed is made anew by npm run package. Their sources:

${lgpl.length > 0 ? lines.join('\n') : '  (none is installed here)'}
  libvips and its libraries: https://github.com/lovell/sharp-libvips, which names the source of each
  libheif: https://github.com/strukturag/libheif

ExifTool, by Phil Harvey, is started as a program of its own, under the terms of Perl: the GNU General Public License
or the Artistic License. Its source is what is installed: the folder exiftool-vendored.pl.

The GNU Lesser General Public License, version 3, adds to the GNU General Public License, version 3. The words of both
are below: of the former at libheif-js, of the latter at exiftool-vendored.pl.`;
}

function data() {
  const examples = readFileSync(join(root, 'examples', 'README.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `(boyden|coffee)/.test(line));
  return `Photos

The networks were trained with photos that their authors have put under free licences, or that are in the public
domain. models/photos.csv, which is installed beside the networks, lists them: the place of each, its licence and its
credit. (A place without a scheme is a file of a repository at github.com: owner/name@commit:path.) The licences are at
https://creativecommons.org/licenses/ and https://creativecommons.org/publicdomain/. No photo is part of what is
installed, except the examples:

${examples.join('\n')}`;
}

/** Groups packages with the same text. */
function byText(packages) {
  const users = new Map();
  for (const one of packages) {
    const text = licenceTexts(one).join('\n\n----\n\n');
    users.set(text, [...(users.get(text) ?? []), `${one.name} ${one.version}`]);
  }
  return [...users].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
}
