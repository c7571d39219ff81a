// Writes dist/share, what a Linux package puts into /usr/share: the files of share/ beside this one (an entry in the menus of
// file managers), the icon of projects, what software centres show, the changes, and, from the program's own words, the
// manual page and completions for three shells.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../install.mjs';
import { debianChangelog } from './debian-text.mjs';

/** Writes the folder from scratch and returns its path. The bundles must have been built. */
export function writeShare() {
  const folder = join(root, 'dist', 'share');
  rmSync(folder, { recursive: true, force: true });
  const write = (path, content) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  cpSync(join(root, 'src-main', 'setup', 'linux', 'share'), folder, { recursive: true });
  const icon = readFileSync(join(root, 'dist', 'icons', '256x256.png'));
  write('icons/hicolor/256x256/mimetypes/application-x-daguerre.png', icon);
  write('man/man1/daguerre.1.gz', packed(said('help', '--man')));
  write('bash-completion/completions/daguerre', said('completion', 'bash'));
  write('zsh/vendor-completions/_daguerre', said('completion', 'zsh'));
  write('fish/vendor_completions.d/daguerre.fish', said('completion', 'fish'));
  const id = appId();
  write(`metainfo/${id}.metainfo.xml`, metainfo(id));
  write('doc/daguerre/changelog.gz', packed(debianChangelog(textOf('CHANGELOG.md'), maintainer())));
  return folder;
}

function said(...words) {
  return execFileSync(process.execPath, [join(root, 'dist', 'cli.cjs'), ...words], { encoding: 'utf8' });
}

/** Compressed as Debian requires: best compression, without time or name, so that packing again gives the same bytes. */
function packed(content) {
  return gzipSync(content, { level: 9 });
}

/** The program's id for systems and software centres, from electron-builder.yml. */
export function appId() {
  const id = /^appId: (\S+)$/m.exec(textOf('electron-builder.yml'))?.[1];
  if (!id) throw new Error('electron-builder.yml names no appId.');
  return id;
}

function maintainer() {
  const contact = /^ {2}maintainer: (.+)$/m.exec(textOf('electron-builder.yml'))?.[1];
  if (!contact) throw new Error('electron-builder.yml names no maintainer.');
  return contact;
}

function textOf(path) {
  return readFileSync(join(root, path), 'utf8');
}

/** AppStream metadata: https://www.freedesktop.org/software/appstream/docs/chap-Metadata.html */
function metainfo(id) {
  return readFileSync(join(root, 'src-main', 'setup', 'linux', 'metainfo.xml'), 'utf8')
    .replace('@APP_ID@', id)
    .replace('@DEVELOPER_ID@', id.slice(0, id.lastIndexOf('.')));
}
